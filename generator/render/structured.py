"""What a page says to search engines: JSON-LD in the words of schema.org."""

from __future__ import annotations

import json
from typing import Any

from ..site.views.pages import HomePage, PageView
from ..site.views.profile import LocationView, PartnerPage
from ..site.views.site import SiteChrome

Thing = dict[str, Any]
# No text may end the script element it stands in, nor a line of script.
_ESCAPES = str.maketrans({sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"})


def structured_data(page: PageView, chrome: SiteChrome, base_url: str) -> str | None:
    """JSON fit for a script element; None where there is nothing to say.

    Everything in it is named by its full address, so nothing can be said without ``base_url``.
    """
    if not base_url:
        return None
    graph: list[Thing] = []
    if page.breadcrumbs:
        graph.append(_breadcrumbs(page, chrome, base_url))
    match page.view:
        case HomePage():
            graph += [_site(chrome, base_url), _vendor(chrome, base_url)]
        case PartnerPage(state="active"):
            graph.append(_partner(page.view, base_url + page.route, base_url))
    if not graph:
        return None
    document = {"@context": "https://schema.org", "@graph": graph}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)


def _breadcrumbs(page: PageView, chrome: SiteChrome, base_url: str) -> Thing:
    """The way from the home page to this one, which stands last."""
    above = [(link.label, link.route) for link in page.breadcrumbs]
    steps = [(chrome.title, chrome.home), *above, (page.title, page.route)]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": base_url + route}
            for position, (name, route) in enumerate(steps, 1)
        ],
    }


def _site(chrome: SiteChrome, base_url: str) -> Thing:
    return _filled(
        {
            "@type": "WebSite",
            "@id": f"{base_url}{chrome.home}#site",
            "url": base_url + chrome.home,
            "name": chrome.title,
            "description": chrome.tagline,
            "inLanguage": chrome.language,
            "publisher": {"@id": f"{base_url}/#vendor"},
            "potentialAction": {
                "@type": "SearchAction",
                "target": {
                    "@type": "EntryPoint",
                    "urlTemplate": f"{base_url}{chrome.locator}?q={{search_term_string}}",
                },
                "query-input": "required name=search_term_string",
            },
        }
    )


def _vendor(chrome: SiteChrome, base_url: str) -> Thing:
    return _filled(
        {
            "@type": "Organization",
            "@id": f"{base_url}/#vendor",
            "name": chrome.vendor,
            "logo": base_url + chrome.logo if chrome.logo else "",
        }
    )


def _partner(view: PartnerPage, address: str, base_url: str) -> Thing:
    offices = [_office(location) for location in view.locations]
    return _filled(
        {
            "@type": "Organization",
            "@id": f"{address}#organization",
            "url": view.website or address,
            "mainEntityOfPage": address,
            "name": view.name,
            "legalName": view.legal_name,
            "alternateName": [*filter(None, (view.latin_name,)), *view.also_known_as],
            "description": view.headline.text,
            "logo": base_url + view.logo if view.logo else "",
            "sameAs": [view.website] if view.website else [],
            "foundingDate": str(view.founded) if view.founded else "",
            "knowsLanguage": list(view.language_codes),
            "telephone": next((place.phone for place in view.locations if place.phone), ""),
            "address": [office["address"] for office in offices],
            "location": offices,
        }
    )


def _office(location: LocationView) -> Thing:
    address = _filled(
        {
            "@type": "PostalAddress",
            "streetAddress": location.street,
            "postalCode": location.postal_code,
            "addressLocality": location.city,
            "addressRegion": location.region,
            "addressCountry": location.country_code,
        }
    )
    place = {"latitude": location.latitude, "longitude": location.longitude}
    has_place = location.latitude is not None and location.longitude is not None
    return _filled(
        {
            "@type": "Place",
            "name": location.name,
            "address": address,
            "geo": {"@type": "GeoCoordinates", **place} if has_place else {},
            "telephone": location.phone,
        }
    )


def _filled(thing: Thing) -> Thing:
    """Without properties that have no value."""
    return {name: value for name, value in thing.items() if value not in ("", [], {})}
