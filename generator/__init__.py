"""partnersite: YAML partner records and program definitions in, a partner site out.

Inside the wheel this package is called ``partnersite``; in a checkout it is ``generator``.
Modules therefore import each other relatively.
"""

__version__ = "0.1.0"
