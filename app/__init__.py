"""Concord: breakout rooms write a shared policy agenda, vote on it and declare it. Here the house is put together.

Imports stand in the functions: whoever needs one room of the house, a command line say, does not load all of it.
"""

import secrets

import orjson

PASSWORDS_TOGETHER = 2
"""So many passwords are hashed at the same time: each takes 64 MiB and a processor for a tenth of a second."""


class Json:
    """orjson where Socket.IO expects the shape of the json module."""

    @staticmethod
    def dumps(given, **_):
        return orjson.dumps(given).decode()

    @staticmethod
    def loads(text, **_):
        return orjson.loads(text)


def create_app(settings=None, offload=lambda deed: deed()):
    """The Flask application, with `app.live` (Socket.IO) and `app.house` on it. offload(fn) runs `fn` off the hub."""
    from flask import Flask
    from flask_socketio import SocketIO

    from app.config import read_settings
    from app.live import Live, fanout
    from app.live.door import Door
    from app.live.packets import Packet
    from app.logs import configure
    from app.web import attach, connected

    settings = settings or read_settings()
    configure(settings.log_level)
    app = Flask(__name__, static_folder=None)
    app.secret_key = settings.secret_key
    app.house = build_house(settings, offload)
    app.extensions["house"] = app.house
    attach(app, settings)
    socketio = SocketIO(
        app,
        async_mode=settings.async_mode,
        async_handlers=False,
        manage_session=False,
        json=Json,
        serializer=Packet,
        client_manager=fanout.manager(settings),
        max_http_buffer_size=settings.limits.message,
        ping_interval=5,
        ping_timeout=10,  # so much longer than UNANSWERED_S that a slow moment costs nobody the line
        cors_allowed_origins=None,
        http_compression=False,
    )
    app.socketio = socketio
    app.live = Live(socketio, app.house, lambda environ, auth: _with(app, connected, environ, auth))
    app.wsgi_app = Door(app.wsgi_app, app.live.lines, settings.trusted_proxies)
    return app


def build_house(settings, offload=lambda deed: deed()):
    """The house without its doors: for a command line, or a test of the domain."""
    from app.domain.command import Terms
    from app.domain.house import House
    from app.domain.pace import Pace
    from app.domain.proof import signing_key
    from app.domain.tries import Doors
    from app.domain.turns import Turns
    from app.storage import erased
    from app.storage.session import Store

    limits = settings.limits
    store = Store(settings.database_url, settings.secret_key, offload)
    store.listen(erased.listener(settings.data_dir))
    return House(
        settings=settings,
        store=store,
        terms=Terms(limits, signing_key(settings.secret_key)),
        offload=offload,
        pace=Pace(limits.burst, limits.pace),
        calls=Pace(limits.calls, limits.calls_pace),
        strangers=Pace(limits.stranger_calls, limits.stranger_pace),
        tries=Doors(limits.wrong_codes),
        hashing=Turns(PASSWORDS_TOGETHER),
        setup_token=secrets.token_urlsafe(12),
    )


def _with(app, function, *given):
    with app.app_context():
        return function(*given)
