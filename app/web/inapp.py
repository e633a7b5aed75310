"""Browsers inside other apps, where links of messengers open: which one, and the way to a browser of one's own.

Such a window closes with its app and forgets the seat, and some know no input method.
"""

from urllib.parse import quote, urlsplit, urlunsplit

APPS = {
    "KAKAOTALK": "KakaoTalk",
    " Line/": "LINE",
    "MicroMessenger": "WeChat",
    "NAVER(inapp": "NAVER",
    "Zalo": "Zalo",
    "Viber": "Viber",
    "FBAN/": "Facebook",
    "FBAV/": "Facebook",
    "Instagram": "Instagram",
    "Telegram": "Telegram",
}


def inside(agent, address):
    """{app, address, way}: way is an address that opens `address` in another browser, None where the app knows none.

    None for a browser of its own. agent: what it says of itself.
    """
    app = next((name for sign, name in APPS.items() if sign in agent), None)
    return app and {"app": app, "address": address, "way": _way(app, agent, address)}


def _way(app, agent, address):
    """As the makers of KakaoTalk and LINE describe it; on Android as an intent, which is the system's own way."""
    if app == "KakaoTalk":
        return f"kakaotalk://web/openExternal?url={quote(address, safe='')}"
    parts = urlsplit(address)
    if app == "LINE":
        return urlunsplit(parts._replace(query="&".join(filter(None, (parts.query, "openExternalBrowser=1")))))
    if "Android" in agent:
        return f"intent://{parts.netloc}{parts.path}#Intent;scheme={parts.scheme};end"
    return None
