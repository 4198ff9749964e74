"""Frozen dataclasses, of which no code is written before one is made.

``dataclasses`` writes and compiles six functions for each class, .4 ms: of a search, which imports fifty of
them, that was a quarter. To a type checker this is that; so it is to who uses the class.
"""

from __future__ import annotations

import dataclasses
import inspect
import operator
from collections.abc import Callable
from itertools import repeat
from typing import TYPE_CHECKING, Any, TypeVar

Class = TypeVar("Class", bound=type)

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(
        *, frozen: bool, slots: bool, kw_only: bool = False, order: bool = False
    ) -> Callable[[Class], Class]:
        """Make a class frozen and slotted; of its fields a default may be said, or what makes one.

        >>> @dataclass(frozen=True, slots=True)
        ... class Outlet:
        ...     name: str
        ...     country: str | None = None
        >>> Outlet("Ritzau"), Outlet("Ritzau") == Outlet("Ritzau", "DK")
        (Outlet(name='Ritzau', country=None), False)
        """
        assert frozen
        assert slots
        return lambda made_of: _made(made_of, kw_only=kw_only, order=order)


def _made(made_of: Class, *, kw_only: bool, order: bool) -> Class:
    names = tuple(inspect.get_annotations(made_of))
    inside = {name: it for name, it in made_of.__dict__.items() if name not in ("__dict__", "__weakref__")}
    defaults = {name: inside.pop(name) for name in names if name in inside}

    def write_first(self: Any, *given: Any, **named: Any) -> None:
        made.__init__ = _written(made, names, defaults, kw_only=kw_only)
        made.__init__(self, *given, **named)

    inside |= _SHARED | (_ORDERED if order else {})
    inside |= {"__init__": write_first, "__slots__": names, "__match_args__": () if kw_only else names}
    inside["__dataclass_fields__"] = _Fields(defaults)
    made: Any = type(made_of)(made_of.__name__, made_of.__bases__, inside)
    made.__qualname__ = made_of.__qualname__
    return made  # type: ignore[no-any-return]


def _written(
    made: Any, names: tuple[str, ...], defaults: dict[str, Any], *, kw_only: bool
) -> Callable[..., None]:
    """Return the ``__init__`` of a class, compiled."""
    takes = (f"{name}=defaults[{name!r}]" if name in defaults else name for name in names)
    header = ", ".join(("self", *("*" for _ in names[:1] if kw_only), *takes))
    lines = [f"keep(self, {name!r}, {name})" for name in names]
    for name, default in defaults.items():
        if isinstance(default, dataclasses.Field):
            lines.insert(0, f"{name} = {name}.default_factory() if {name} is defaults[{name!r}] else {name}")
    held: dict[str, Any] = {"keep": object.__setattr__, "defaults": defaults}
    written = "\n    ".join((f"def __init__({header}):", *(lines or ["pass"])))
    exec(written, held)  # noqa: S102 - as dataclasses does
    init: Callable[..., None] = held["__init__"]
    init.__qualname__ = f"{made.__qualname__}.__init__"
    return init


class _Fields:
    """The fields of a class as ``dataclasses`` tells them, when it asks."""

    def __init__(self, defaults: dict[str, Any]) -> None:
        self._defaults = defaults

    def __get__(self, one: object, made: Any) -> Any:
        inside = {"__annotations__": made.__annotations__, "__doc__": made.__doc__, **self._defaults}
        twin = type(made.__name__, (), inside)
        told: Any = dataclasses.dataclass(init=False, repr=False, eq=False)(twin)
        made.__dataclass_fields__ = told.__dataclass_fields__
        return made.__dataclass_fields__


def _values(one: Any) -> tuple[Any, ...]:
    return tuple(map(getattr, repeat(one), one.__slots__))


def _compared(compare: Callable[[Any, Any], bool]) -> Callable[[Any, Any], Any]:
    def by_values(one: Any, other: Any) -> Any:
        if other.__class__ is not one.__class__:
            return NotImplemented
        return compare(_values(one), _values(other))

    return by_values


def _shown(one: Any) -> str:
    fields = (f"{name}={getattr(one, name)!r}" for name in one.__slots__)
    return f"{type(one).__qualname__}({', '.join(fields)})"


def _restore(one: Any, values: tuple[Any, ...]) -> None:
    for name, value in zip(one.__slots__, values, strict=True):
        object.__setattr__(one, name, value)


def _refuse(one: Any, name: str, *value: Any) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot {'assign to' if value else 'delete'} field {name!r}")


_SHARED = {
    "__eq__": _compared(operator.eq),
    "__hash__": lambda one: hash(_values(one)),
    "__repr__": _shown,
    "__setattr__": _refuse,
    "__delattr__": _refuse,
    "__getstate__": _values,
    "__setstate__": _restore,
}
_ORDERED = {
    f"__{compare.__name__}__": _compared(compare)
    for compare in (operator.lt, operator.le, operator.gt, operator.ge)
}
