"""The application as an ASGI server loads it: `server.asgi:app`. Settings come from the environment and the file."""

from server import create_app, logs
from server.gateway import Gateway
from settings import load

settings = load()
logs.set_up(settings)
app = Gateway(create_app(settings))
