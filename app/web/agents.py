"""The browser that asks, in words: “Firefox, Windows”. Nothing else of it is kept."""

from flask import request

BROWSERS = (("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox"))
BROWSERS += (("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari"))
SYSTEMS = (("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"))
SYSTEMS += (("CrOS", "ChromeOS"), ("Mac OS X", "macOS"), ("Linux", "Linux"))


def client() -> str:
    """Of the names that are known, those of the browser and its system; empty where there is none, as for a program."""
    agent = request.headers.get("User-Agent", "")
    found = [next((name for mark, name in names if mark in agent), None) for names in (BROWSERS, SYSTEMS)]
    return ", ".join(filter(None, found))
