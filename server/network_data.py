"""A network as data: JSON for programs and for the drawing, CSV of its relations, GraphML for other tools."""

import csv
import io
import json
from typing import Any
from xml.etree import ElementTree

from flask import url_for

from server.links import thing_of
from server.network_view import Network, called

GRAPHML = "http://graphml.graphdrawing.org/xmlns"
NODE_KEYS = ("iri", "kind", "name", "page")
EDGE_KEYS = ("relation", "name", "inverse", "evidence")


def members(network: Network) -> dict[str, Any]:
    """The network as JSON has it; names are in the language that it was read in."""
    return {
        "of": [network.id(iri) for iri in network.open],
        "relations": list(network.relation),
        "path": _path(network),
        "nodes": [_node(network, iri) for iri in network.things],
        "edges": _edges(network),
        "cut": [
            {
                "thing": table.id,
                "relation": left.relation,
                "outward": left.outward,
                "shown": left.shown,
                "total": left.total,
            }
            for table in network.tables
            for left in table.left
        ],
    }


def as_json(network: Network) -> str:
    """The network as JSON."""
    return json.dumps(members(network), ensure_ascii=False) + "\n"


def as_csv(network: Network) -> str:
    """Its relations, one in a line."""
    names = {node["id"]: node["name"] for node in members(network)["nodes"]}
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(["source", "source_name", "relation", "name", "target", "target_name", "evidence"])
    for edge in _edges(network):
        source, target = edge["source"], edge["target"]
        cells = [source, names[source], edge["relation"], edge["name"], target, names[target], edge["evidence"]]
        # A spreadsheet runs a cell that starts so as a formula.
        writer.writerow([f"'{cell}" if cell.startswith(("=", "+", "-", "@")) else cell for cell in cells])
    return out.getvalue()


def as_graphml(network: Network) -> bytes:
    """The network as GraphML, which Gephi, yEd, NetworkX and igraph read."""
    root = ElementTree.Element("graphml", xmlns=GRAPHML)
    for side, keys in (("node", NODE_KEYS), ("edge", EDGE_KEYS)):
        for key in keys:
            about = {"id": f"{side}-{key}", "for": side, "attr.name": key, "attr.type": "string"}
            ElementTree.SubElement(root, "key", about)
    graph = ElementTree.SubElement(root, "graph", id="network", edgedefault="directed")
    said = members(network)
    for node in said["nodes"]:
        _element(graph, "node", {"id": node["id"]}, node, NODE_KEYS)
    for number, edge in enumerate(said["edges"]):
        ends = {"id": f"e{number}", "source": edge["source"], "target": edge["target"]}
        _element(graph, "edge", ends, edge, EDGE_KEYS)
    ElementTree.indent(root)
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _element(
    graph: ElementTree.Element, tag: str, attributes: dict[str, str], said: dict[str, Any], keys: tuple[str, ...]
) -> None:
    element = ElementTree.SubElement(graph, tag, attributes)
    for key in keys:
        text = "".join(char for char in said[key] if char in "\t\n\r" or char >= " ")
        ElementTree.SubElement(element, "data", key=f"{tag}-{key}").text = text


def _node(network: Network, iri: str) -> dict[str, Any]:
    ref, thing = network.ref(iri), thing_of(iri, network.base)
    return {
        "id": network.id(iri),
        "iri": iri,
        "kind": thing.kind if thing else "",
        "kind_name": ref.kind,
        "name": ref.text,
        "language": ref.language,
        "date": ref.note,
        "page": ref.href,
        "network": url_for("network.page", of=network.id(iri)).replace("%2F", "/"),
        "open": iri in network.open,
    }


def _edges(network: Network) -> list[dict[str, str]]:
    found = []
    for edge in network.edges:
        name, inverse = called(network, edge)
        found.append(
            {
                "source": network.id(edge.source),
                "target": network.id(edge.target),
                "relation": edge.relation.name,
                "name": name,
                "inverse": inverse,
                "evidence": edge.evidence(network.base),
            }
        )
    return found


def _path(network: Network) -> dict[str, Any] | None:
    if network.path is None or network.ends is None:
        return None
    return {
        "from": network.id(network.ends[0]),
        "to": network.id(network.ends[1]),
        "things": [network.id(iri) for iri in network.path.things],
        "looked_at": network.path.looked,
        "hubs": [network.id(iri) for iri in network.path.hubs],
        "whole": network.path.whole,
    }
