"""A network opens each cooperative once, follows it, and gives everything back."""

import threading
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from api.composition import Network, NotACooperativeName, UnknownCooperative
from tests.api.networks import network_on


def test_a_cooperative_is_opened_once_whoever_asks(network: Network) -> None:
    with ThreadPoolExecutor(8) as askers:
        cells = list(askers.map(lambda _: network.create("essai"), range(8)))
    assert len(set(map(id, cells))) == 1
    assert network.cell("essai") is cells[0]


def test_what_was_created_is_found_by_another_network(network: Network, database: str) -> None:
    network.create("essai")
    with network_on(database) as another:
        assert another.cell("essai").books.recorder.max_notification_id() is None


@pytest.mark.parametrize("name", ["nobody", "", "Essai", "pg_catalog", "essai; drop", "a" * 32])
def test_a_cooperative_that_is_not_there_is_refused(network: Network, name: str) -> None:
    with pytest.raises(UnknownCooperative):
        network.cell(name)


@pytest.mark.parametrize("name", ["", "Essai", "9", "a-b", "a" * 32, "é"])
def test_what_cannot_be_a_name_is_refused(network: Network, name: str) -> None:
    with pytest.raises(NotACooperativeName):
        network.create(name)


def test_readings_follow_the_log_until_the_network_is_closed(database: str) -> None:
    before = threading.active_count()
    with network_on(database) as network:
        cell = network.create("essai")
        assert cell.follower.is_alive()
        assert network.is_ready()
    assert not cell.follower.is_alive()
    assert threading.active_count() == before


def test_a_network_whose_connections_were_cut_finds_new_ones(
    network: Network, database: str, server: str
) -> None:
    network.create("essai")
    name = conninfo_to_dict(database)["dbname"]
    with psycopg.connect(server, autocommit=True) as owner:
        owner.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name]
        )
    assert network.is_ready()
    assert network.cell("essai").readings.position() == 0


def test_a_network_without_its_database_is_not_ready(database: str) -> None:
    with network_on(make_conninfo(database, dbname="nobodys")) as network:
        assert not network.is_ready()
