"""Serve Concord: `python wsgi.py`. The order matters: async mode, patching, psycopg's way to wait, then the app."""

import gc
import os
import warnings

if __name__ == "__main__":
    gc.disable()  # until all is there: a fifth of the start would go into looking through what stays anyway

MODE = os.environ.get("SOCKETIO_ASYNC_MODE", "eventlet")

if MODE == "eventlet":
    warnings.filterwarnings("ignore", message=r"\s*Eventlet is deprecated")
    import eventlet

    eventlet.monkey_patch()
elif MODE == "gevent":
    from gevent import monkey

    monkey.patch_all()
else:
    raise SystemExit("SOCKETIO_ASYNC_MODE is eventlet or gevent")

# Otherwise psycopg waits in C and one slow query stops the whole server, silently.
os.environ.setdefault("PSYCOPG_WAIT_FUNC", "wait_selector")

import signal
import socket
import sys
import time

import structlog

from app import create_app, descriptors
from app.config import read_settings
from app.domain import account, demo
from app.lasting import Listener, lasting
from app.live import frames
from app.storage import migrate

BACKLOG = 2048
MOST_CONNECTIONS = 20_000
DRAIN_S = 5.0
LAST_WORDS_S = 10
"""So long a process may take that ends because something in it has ended."""


def offload(deed):
    """Run what computes for long on a real thread, so that the hub goes on serving."""
    if MODE == "eventlet":
        from eventlet import tpool

        return tpool.execute(deed)
    import gevent

    return gevent.get_hub().threadpool.apply(deed)


def listener(settings):
    """A listening socket without Nagle's delay, which its connections inherit: 4 ms a round trip instead of 43."""
    sock = socket.create_server((settings.host, settings.port), backlog=BACKLOG)
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return sock


def own_door(sock):
    """Where a program on this machine finds this very process, whatever stands in front of it."""
    host, port = sock.getsockname()[:2]
    return f"http://{'127.0.0.1' if host == '0.0.0.0' else host}:{port}"


def without_deflate(app):
    """Take permessage-deflate out of the handshake: it costs 1.7 times the CPU and four times the memory a client."""

    def served(environ, start_response):
        environ.pop("HTTP_SEC_WEBSOCKET_EXTENSIONS", None)
        return app(environ, start_response)

    return served


def ending_chunks(app):
    """Tell Flask that a body in chunks ends by itself: eventlet knows where, and does not say so."""

    def served(environ, start_response):
        if environ.get("HTTP_TRANSFER_ENCODING", "").lower() == "chunked":
            environ["wsgi.input_terminated"] = True
        return app(environ, start_response)

    return served


def serve(app, sock, connections):
    """Serve at most so many connections at a time until the process is told to stop; then say goodbye and drain.

    Where something ends without which it cannot serve, it does the same, but ends with an error: a supervisor restarts
    it then, and people come back by themselves.
    """
    waker, wake = socket.socketpair()
    waker.setblocking(False)
    # A handler that starts a greenlet does not wake the hub; a byte in a socket does.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: waker.send(TOLD))
    app.live.ended = lambda name: waker.send(ENDED)
    app.live.start()
    accept = _accept_eventlet if MODE == "eventlet" else _accept_gevent
    stop = accept(app, sock, connections)
    told = wake.recv(1) == TOLD
    if not told:
        structlog.get_logger().error("the process ends, because something it needs has ended")
        signal.alarm(LAST_WORDS_S)  # it ends by then, whatever else does not work any more
    _say_goodbye(app)
    stop()
    if not told:
        raise SystemExit(1)


TOLD, ENDED = b".", b"!"


def _say_goodbye(app):
    """Say goodbye, and let what is being written be written."""
    app.extensions["players"].stop()
    app.live.goodbye("stopping")
    app.socketio.sleep(0.3)
    deadline = time.monotonic() + DRAIN_S
    while app.house.store.writers and time.monotonic() < deadline:
        app.socketio.sleep(0.05)
    app.live.wording.save_all()


def _silent(protocol):
    """`protocol` without its lines about malformed requests: they quote addresses, and some addresses let people in."""
    return type("Silent", (protocol,), {"log_message": lambda *_: None})


def _accept_eventlet(app, sock, connections):
    """Begin to accept; returns how to stop it."""
    frames.hasten()
    served = eventlet.spawn(
        eventlet.wsgi.server,
        Listener(sock, app.live.ended),
        ending_chunks(without_deflate(app)),
        custom_pool=eventlet.GreenPool(connections),
        log_output=False,
        protocol=_silent(eventlet.wsgi.HttpProtocol),
        socket_timeout=60,
        debug=False,  # a traceback is for the log, not for whoever asked
    )

    def stop():
        served.kill()
        sock.close()

    return stop


def _accept_gevent(app, sock, connections):
    from gevent import spawn
    from gevent.pool import Pool
    from gevent.pywsgi import WSGIServer

    server = WSGIServer(sock, without_deflate(app), spawn=Pool(connections), log=None, error_log=None)
    server.start()
    spawn(lasting("accepting connections", server.serve_forever, app.live.ended))
    return lambda: server.stop(timeout=1)


def where_to_open(app):
    """What the terminal says, so that a newcomer knows which door is whose."""
    house, settings = app.house, app.house.settings
    with house.store.writing() as session:
        doors = demo.doors(session, settings.address) if settings.demo else None
        empty = account.nobody(session)
    print(f"\nConcord is open at {settings.address}\n")
    if doors:
        print(f"  The demo: {doors['title']}")
        print(f"  as organiser    {doors['organiser']}   (works once)")
        print(f"  as facilitator  {doors['facilitator']}")
        print(f"  as delegate     {doors['delegate']}")
        print(f"  join code       {doors['code'][:3]} {doors['code'][3:]}\n")
    if empty:
        print("  Nobody can sign in yet: make account EMAIL=name@example.org gives the first link to do so\n")
    if not settings.local_only:
        print(f"  Set-up token for the first account: {house.setup_token}\n")
    sys.stdout.flush()


def prepared(settings):
    """The app on a database that is up to date; an empty one gets the demo. Of several processes one at a time."""
    with migrate.alone(settings.database_url):
        migrate.upgrade(settings.database_url)
        app = create_app(settings, offload)
        with app.house.store.reading() as session:
            wanted = settings.demo and demo.is_empty(session)
        if wanted:
            demo.make(app.house.store, app.house.terms)
        app.live.old()
    return app


def main():
    settings = read_settings()
    limit = descriptors.raised()
    try:
        sock = listener(settings)
    except OSError as error:
        raise SystemExit(f"{settings.host}:{settings.port} cannot be opened ({error.strerror}); set PORT") from error
    with migrate.reachable():
        app = prepared(settings)
    app.extensions["players"].door = own_door(sock)
    descriptors.warn_if_few(limit)
    where_to_open(app)
    # What is there now stays: the collector need not look at it again. Takes two thirds off the slowest answers.
    gc.collect()
    gc.freeze()
    gc.enable()
    serve(app, sock, min(descriptors.connections(limit), MOST_CONNECTIONS))


if __name__ == "__main__":
    main()
