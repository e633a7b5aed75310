"""The tests, in folders that mirror `app/`. servers.py starts what they talk to, browsers.py who looks at it."""
