"""The application as a WSGI server loads it: `server.wsgi:app`. Settings come from the environment and the file."""

from server import create_app
from settings import load

app = create_app(load())
