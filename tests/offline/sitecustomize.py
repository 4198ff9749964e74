"""No process of a test reaches the network; Python imports this by itself from its path."""

from __future__ import annotations

import sys

_TOLD = {"socket.connect": 1, "socket.sendto": 1, "socket.getaddrinfo": 0, "socket.gethostbyname": 0}


class NetworkError(BaseException):
    """Somebody asked for the network; no ``except Exception`` hides it."""


def _forbid(event: str, told: tuple[object, ...]) -> None:
    # Local sockets, whose address is a path, connect the processes of a run.
    if event in _TOLD and (event[7] == "g" or isinstance(told[_TOLD[event]], tuple)):
        raise NetworkError(f"{event} {told[_TOLD[event]]!r}")


sys.addaudithook(_forbid)
