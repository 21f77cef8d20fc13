"""What shapes may ask for and nothing here can do: refused by name, never passed over."""

from pyshacl import consts
from pyshacl.constraints import ALL_CONSTRAINT_PARAMETERS
from rdflib import RDF, Graph, URIRef
from rdflib.namespace import SH

from shapes.files import ShapesError
from shapes.named import named
from shapes.xsd import regular_expression

_KNOWN = {
    *(URIRef(SH[name]) for name in SH.__annotations__),
    *(value for value in vars(consts).values() if isinstance(value, URIRef)),
    *ALL_CONSTRAINT_PARAMETERS,
}
_REFUSED = {
    SH.js: "JavaScript is not run.",
    SH.jsLibrary: "JavaScript is not run.",
    SH.jsFunctionName: "JavaScript is not run.",
    SH.entailment: "Nothing is inferred; infer first, and validate the outcome.",
    SH.shapesGraphWellFormed: "It stands in reports, not in shapes.",
}


def refuse_unsupported(shapes: Graph) -> None:
    """Raises `ShapesError` with the name of what would have no effect: a property, a kind of target, a pattern."""
    for node, predicate in shapes.subject_predicates():
        if predicate in _REFUSED:
            who = named(node, shapes)
            raise ShapesError(f"Shapes: {who} uses {_name(predicate)}. {_REFUSED[URIRef(str(predicate))]}")
        if str(predicate).startswith(str(SH)) and predicate not in _KNOWN:
            raise ShapesError(
                f"Shapes: {named(node, shapes)} uses {_name(predicate)}, which SHACL 1.0 does not have. "
                "Is it misspelt? What later versions add is not supported."
            )
    for node, target in shapes.subject_objects(SH.target):
        kinds = [*shapes.objects(target, RDF.type)]
        if (target, SH.select, None) not in shapes and not any(
            (kind, RDF.type, SH.SPARQLTargetType) in shapes for kind in kinds
        ):
            raise ShapesError(
                f"Shapes: the target of {named(node, shapes)} is of {', '.join(map(_name, kinds)) or 'no kind'}. "
                "Only sh:SPARQLTarget with sh:select, and types of such targets, are supported."
            )
    for node, pattern in shapes.subject_objects(SH.pattern):
        for flags in [str(each) for each in shapes.objects(node, SH.flags)] or [""]:
            try:
                regular_expression(str(pattern), flags)
            except ValueError as error:
                raise ShapesError(
                    f"Shapes: the sh:pattern {str(pattern)!r} of {named(node, shapes)} "
                    f"is no regular expression of XPath: {error}."
                ) from None


def _name(node: object) -> str:
    return str(node).replace(str(SH), "sh:")
