"""A command that is made when it is called: to make all of them takes as long as a small search."""

from __future__ import annotations

from copy import copy
from inspect import getdoc
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command, get_command_from_info, get_command_name, get_group_from_info
from typer.models import CommandInfo, TyperInfo


class LateCommands(TyperGroup):
    """The program. What it lists are names and first lines; what it calls is made then."""

    def __init__(self, **told: Any) -> None:
        super().__init__(**told)
        self._made_from: dict[str, CommandInfo | TyperInfo] = {}

    def take(self, app: typer.Typer) -> None:
        """Take over the commands and groups of a Typer program."""
        for command in app.registered_commands:
            name = command.name or get_command_name(getattr(command.callback, "__name__", ""))
            self._made_from[name] = command
            self.commands[name] = TyperCommand(name, help=command.help or getdoc(command.callback))
        for group in app.registered_groups:
            self._made_from[str(group.name)] = group
            self.commands[str(group.name)] = TyperCommand(group.name, help=group.help)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return the command or group of a name; None if there is none."""
        match self._made_from.pop(cmd_name, None):
            case CommandInfo() as command:
                self.commands[cmd_name] = get_command_from_info(
                    command, pretty_exceptions_short=False, rich_markup_mode=None
                )
            case TyperInfo() as group:
                self.commands[cmd_name] = get_group_from_info(
                    group, pretty_exceptions_short=False, suggest_commands=True, rich_markup_mode=None
                )
            case None:
                pass
        return super().get_command(ctx, cmd_name)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the list of commands, none of which is made for it."""
        TyperGroup(commands=dict(self.commands)).format_commands(ctx, formatter)


def program(app: typer.Typer) -> LateCommands:
    """Return a program of ``LateCommands`` as what it does when it is called."""
    start = copy(app)
    start.registered_commands, start.registered_groups = [], []
    made = get_command(start)
    assert isinstance(made, LateCommands)
    made.take(app)
    return made
