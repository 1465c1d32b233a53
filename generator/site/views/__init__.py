"""What a template may see. Nothing else of the data crosses the border to `render` and `index`.

Views hold texts for one reader's language, never an amount of money, a date of a private fact, or
anything from `model.facts`. Prose is cleaned HTML (`Html`); everything else is plain text, which
templates escape. Routes are paths inside the site such as ``/de/partners/acme/``.
"""
