"""From artifacts to the output folder: built aside, then swapped in as a whole.

Work in progress stands in ``.partnersite/`` beside the output (inside it, where the output is a
mount point). Entries of the output that begin with a dot and are not ours survive every build.
"""
