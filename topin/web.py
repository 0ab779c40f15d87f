"""HTTP for a server with an event loop: the API's reads run on it, all else goes the way of topin/wsgi.py."""

from .wsgi import api, application  # isort: skip (sets Django up)

from topin.core.api.gate import Gate


def gate(threads: int) -> Gate:
    """The ASGI application of one process, with that many threads beside its loop."""
    return Gate(api, application, threads)
