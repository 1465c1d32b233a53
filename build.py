"""The command line from a checkout: `python build.py` is `partnersite`."""

from generator.cli import main

if __name__ == "__main__":
    main()
