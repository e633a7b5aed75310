"""Where requests for Socket.IO come in: how many connections an address has, and one poll at a time."""

from urllib.parse import parse_qs

from app.domain.meters import REFUSED
from app.domain.tries import network
from app.live.lines import Lines

PATH = "/socket.io/"
AGAIN_S = 10


class Door:
    """WSGI, around the application. `hops`: how many proxies in front are believed about where somebody comes from."""

    def __init__(self, app, lines: Lines, hops: int):
        self.app, self.lines, self.hops = app, lines, hops

    def __call__(self, environ, start_response):
        if not environ.get("PATH_INFO", "").startswith(PATH):
            return self.app(environ, start_response)
        environ["REMOTE_ADDR"] = self.address(environ)  # pages have this from ProxyFix, which Socket.IO comes before
        session = parse_qs(environ.get("QUERY_STRING", "")).get("sid")
        if session is None:
            if self.lines.at_address[network(environ["REMOTE_ADDR"])] >= self.lines.limits.connections_address:
                REFUSED.labels("address").inc()
                return _say(start_response, "429 Too Many Requests", [("Retry-After", str(AGAIN_S))])
            return self.app(environ, start_response)
        line = self.lines.of(session[0])
        if line is None or environ["REQUEST_METHOD"] != "GET" or "HTTP_UPGRADE" in environ:
            return self.app(environ, start_response)
        if line.polling:
            line.end("malformed")
            return _say(start_response, "400 Bad Request", [])
        line.polling = True
        return Answer(line, self.app(environ, start_response))

    def address(self, environ) -> str:
        """Where a request comes from, as the proxies say that are to be believed."""
        told = environ.get("HTTP_X_FORWARDED_FOR", "").split(",") if self.hops else []
        return told[-self.hops].strip() if 0 < self.hops <= len(told) else environ.get("REMOTE_ADDR", "")


class Answer(list):
    """The answer to a poll: until it is written no other is given. A list, so that its length is sent before it."""

    def __init__(self, line, parts):
        super().__init__(parts)
        self._line = line

    def close(self):
        self._line.polling = False


def _say(start_response, status, headers):
    start_response(status, [("Content-Type", "text/plain"), *headers])
    return [status.encode()]
