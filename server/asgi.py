"""The application as an ASGI server loads it: `server.asgi:app`. Settings come from the environment and the file."""

from server import create_app
from server.gateway import Gateway
from settings import load

app = Gateway(create_app(load()))
