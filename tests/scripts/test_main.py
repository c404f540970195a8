"""The command line offers every command written for it."""

from inspect import isfunction

from scripts import main


def test_every_function_of_the_command_line_is_a_command() -> None:
    written = {
        name
        for name, found in vars(main).items()
        if isfunction(found) and found.__module__ == main.__name__
    }
    offered = {it.callback.__name__ for it in main.app.registered_commands if it.callback}
    assert offered == written - {"main"}
