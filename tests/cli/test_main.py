"""The command as a whole: help without heavy imports, exit codes, errors in plain lines."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

import cli.builds
from cli.main import COMMANDS, main

ROOT = Path(__file__).parents[2]
HEAVY = ("spacy", "rdflib", "pyshacl", "flask", "pyoxigraph", "pydantic", "granian", "babel")


def test_help_lists_every_command_and_imports_nothing_heavy():
    program = (
        "import sys\n"
        "from cli.main import main\n"
        "main(['--help'], standalone_mode=False)\n"
        f"print('IMPORTED', sorted(set({HEAVY!r}) & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "IMPORTED []" in done.stdout
    assert all(re.search(rf"^  {name} ", done.stdout, re.MULTILINE) for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_has_help_with_every_option_explained(name):
    result = CliRunner().invoke(main, [name, "--help"])
    assert result.exit_code == 0
    command = main.get_command(None, name)
    assert command.name == name
    assert all(option.help for option in command.params if option.param_type_name == "option")


def test_a_wrong_command_is_answered_with_those_there_are(place):
    result = place.run("buidl")
    assert result.exit_code == 2
    assert all(name in result.stderr for name in COMMANDS)


def test_a_wrong_option_is_a_wrong_call(place):
    assert place.run("builds", "--colour").exit_code == 2


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["publish", "abcdef"], "No build 'abcdef'"),
        (["export"], "innograf build"),
        (["query", "ASK {}"], "innograf build"),
        (["validate", "--build", "ab"], "too short"),
        (["serve"], "innograf build"),
    ],
)
def test_what_is_not_there_is_said_without_a_traceback(place, arguments, message):
    result = place.run(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert "Traceback" not in result.output


def test_a_wrong_setting_is_named(place, monkeypatch):
    monkeypatch.setenv("INNOGRAF_JOBS", "many")
    result = place.run("build")
    assert result.exit_code == 2
    assert "INNOGRAF_JOBS" in result.stderr


def test_a_fault_of_ours_is_a_line_too_unless_asked(place, monkeypatch):
    def fail(*_):
        raise KeyError("oops")

    monkeypatch.setattr(cli.builds, "BuildStore", fail)
    result = place.run("builds")
    assert result.exit_code == 2
    assert result.stderr.startswith("Error: KeyError: 'oops'")
    assert isinstance(place.run("--debug", "builds").exception, KeyError)


def test_an_interrupt_ends_with_130(place, monkeypatch):
    def interrupt(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(cli.builds, "BuildStore", interrupt)
    result = place.run("builds")
    assert (result.exit_code, result.stderr) == (130, "Interrupted.\n")


def test_ctrl_c_in_a_real_process_ends_with_130(built):
    # Says that it has started, then waits for its input for as long as we like.
    program = "import cli.query, sys; print('ready', flush=True); from cli.main import main; main(['query', '-'])"
    with subprocess.Popen(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout.readline() == "ready\n"
        time.sleep(0.5)
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 130
        assert process.stderr.read() == "Interrupted.\n"


def test_a_reader_that_stops_reading_is_no_error(built):
    command = f"{sys.executable} -m cli.main export | head -n 1"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(["bash", "-c", command], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.count("\n") == 1
    assert done.stderr == ""
