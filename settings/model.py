"""The settings' names, types, defaults and meaning, and how they are read."""

import json
import os
import re
import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, field_validator
from pydantic.fields import FieldInfo
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

PREFIX = "INNOGRAF_"
FILE_VARIABLE = f"{PREFIX}SETTINGS"
DEFAULT_FILE = Path("innograf.toml")


# An address that can stand in RDF as it is.
_WEB = r'^https?://[^\s<>"{}|\\^`]+$'


class SettingsError(ValueError):
    """A setting has a value that cannot be used; the message names the setting, its source's form and the reason."""


def _listed(value: Any) -> Any:
    """A list as the environment has it: `a, b` or JSON."""
    if not isinstance(value, str):
        return value
    if value.lstrip().startswith("["):
        try:
            return json.loads(value)
        except json.JSONDecodeError as error:
            raise ValueError(f"must be names parted by commas, or a JSON list ({error})") from None
    return [item.strip() for item in value.split(",") if item.strip()]


Names = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_listed)]


class Section(BaseModel):
    """A table of the settings file; its fields are `INNOGRAF_<SECTION>__<NAME>` in the environment."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class ReaderSettings(Section):
    """Which readers of facts run."""

    run: Names | None = Field(
        default=None,
        description="Readers of facts that run, in this order; left out: all. `innograf readers` lists them.",
    )
    skip: Names = Field(default=(), description="Readers of facts that do not run.")


class FormatSettings(Section):
    """What reading a web page, a Word file, a PDF or a zip may take."""

    timeout: float = Field(
        default=120.0,
        gt=0,
        description="Longest time that making text of one HTML, DOCX or PDF file may take, in seconds.",
    )
    max_memory: int = Field(
        default=1_500_000_000,
        ge=200_000_000,
        description="Memory that making text of one such file may take, in bytes.",
    )
    max_zip_files: int = Field(default=10_000, gt=0, description="Most files in one zip.")
    max_zip_bytes: int = Field(
        default=500_000_000,
        gt=0,
        description="Most bytes that the files of one zip, or of one DOCX, may have unpacked.",
    )
    max_zip_ratio: int = Field(
        default=200, gt=1, description="How many times larger than its zip or DOCX what is in it may be."
    )


class FetchSettings(Section):
    """How `innograf fetch` downloads."""

    user_agent: str = Field(
        default="Innograf (reads public documents for a knowledge graph)",
        min_length=1,
        pattern=r"^[\x20-\x7e]+$",
        description="What the downloader says that it is; best with an address where its owner can be reached.",
    )
    delay: float = Field(default=1.0, ge=0, description="Pause between two requests to one host, in seconds.")
    longest_delay: float = Field(
        default=60.0, gt=0, description="Longest pause that a host may ask for in robots.txt, in seconds."
    )
    timeout: float = Field(default=30.0, gt=0, description="Longest time that one download may take, in seconds.")
    max_bytes: int = Field(default=20_000_000, gt=0, description="Largest document downloaded, in bytes.")
    max_redirects: int = Field(default=5, ge=0, le=20, description="How many times an address may lead to another.")


class MentionSettings(Section):
    """How names are found in a text."""

    model: str = Field(
        default="norne",
        description="Trained model that finds names: a folder, one in data/models, an installed spaCy pipeline, none.",
    )
    skip: Names = Field(default=(), description="Finders of names that do not run.")


class DatasetSettings(Section):
    """What catalogues are told of the data set (DCAT-AP-NO), besides what the build knows."""

    publisher: str | None = Field(
        default=None, pattern=_WEB, description="IRI of the body that publishes the data; left out: one of this server."
    )
    publisher_name: str = Field(default="", description="Name of that body.")
    contact: str | None = Field(
        default=None,
        pattern=_WEB.replace("https?://", "(https?://|mailto:)"),
        description="Where questions about the data go: a web address or `mailto:`; left out: the data set's page.",
    )
    license: str | None = Field(default=None, pattern=_WEB, description="IRI of the licence of the data.")


class StewardSettings(Section):
    """The steward's desk at `/steward`; it is there as soon as there is a user."""

    folder: Path = Field(
        default=Path("data/steward"),
        description="Folder of the steward's desk: users (`innograf user`), the key of sessions, the log of builds.",
    )
    session_hours: float = Field(
        default=10.0, gt=0, le=720, description="Hours after which a steward has to log in again."
    )
    idle_minutes: float = Field(
        default=120.0, gt=0, description="Minutes without a request after which a steward has to log in again."
    )
    insecure_cookie: bool = Field(
        default=False,
        description="Send the cookie of the session over plain HTTP also; for trials on a network of your own only.",
    )
    low_confidence: float = Field(
        default=0.75, ge=0, le=1, description="Facts that are less certain than this stand in the steward's queue."
    )
    build: bool = Field(default=True, description="Build anew as soon as a steward has decided something.")
    oidc_issuer: str | None = Field(
        default=None,
        pattern=_WEB,
        description="Address of a provider of identity (OpenID Connect) that stewards log in with; left out: none.",
    )
    oidc_name: str = Field(default="OpenID Connect", description="Name of that provider on the page to log in.")
    oidc_client_id: str = Field(default="", description="What this server is called at that provider.")
    oidc_client_secret_file: Path | None = Field(
        default=None, description="File with the secret that this server has with that provider, and nothing else."
    )
    oidc_claim: str = Field(
        default="email",
        description="Claim of that provider that has the name of the user, as `innograf user` knows it.",
    )


class LinkSettings(Section):
    """How `innograf link` asks end points of others, and what it proposes."""

    folder: Path = Field(
        default=Path("data/links"), description="Folder with what `innograf link` proposes, one file an end point."
    )
    user_agent: str = Field(
        default="Innograf (looks up names for a knowledge graph)",
        min_length=1,
        pattern=r"^[\x20-\x7e]+$",
        description="What `innograf link` says that it is; best with an address where its owner can be reached.",
    )
    delay: float = Field(default=1.0, ge=0, description="Pause between two requests to an end point, in seconds.")
    timeout: float = Field(default=60.0, gt=0, description="Longest time that one answer may take, in seconds.")
    retries: int = Field(default=5, ge=0, le=20, description="Tries more where an end point is busy or fails.")
    longest_wait: float = Field(
        default=300.0, gt=0, description="Longest wait before another try that an end point may ask for, in seconds."
    )
    max_bytes: int = Field(default=20_000_000, gt=0, description="Largest answer that is read, in bytes.")
    batch: int = Field(default=25, ge=1, le=500, description="Things that are asked for in one request.")
    at_least: int = Field(default=70, ge=0, le=100, description="Least score, of 100, of what is proposed.")
    most: int = Field(default=5, ge=1, le=50, description="Most proposals for one thing.")


class Settings(BaseSettings):
    """What can be set. Each field is `INNOGRAF_<NAME>` in the environment and `<name>` in the settings file."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_ignore_empty=True, env_nested_delimiter="__", extra="forbid", frozen=True
    )

    data: Path = Field(Path("data/builds"), description="Folder that holds the builds.")
    documents: Path = Field(
        Path("data/documents"), description="Documents that `innograf build` reads when no path is given."
    )
    authority: Path = Field(
        Path("data/authority"),
        description="Folder with the authority files (preferred names and kinds of bodies, Turtle).",
    )
    decisions: Path = Field(
        Path("data/decisions/identity.toml"),
        description="File with stewards' decisions on which names mean the same and which do not; it need not exist.",
    )
    records: Path = Field(
        Path("data/authority/decisions"),
        description="Folder with the records of what stewards decided, one file each; it need not exist.",
    )
    gold: Path = Field(
        Path("data/gold"),
        description="Folder with annotated documents, which `innograf evaluate` compares with when no path is given, "
        "and with the table of what each reader's facts are worth that comes of it (`precision.toml`).",
    )
    base_iri: str = Field("https://w3id.org/innograf/", description="Start of the IRI of every thing; ends in a slash.")
    max_document_bytes: int = Field(
        20_000_000, gt=0, description="Largest document read, in bytes; a larger one is reported and left out."
    )
    read_timeout: float = Field(
        300.0, ge=0, description="Longest time that reading one document may take, in seconds; 0: any time."
    )
    jobs: int | None = Field(
        default=None,
        ge=1,
        le=64,
        description="Processes that read documents at the same time; left out: one for few documents, for many as many "
        "as the machine has processors, four at most.",
    )
    cache: Path = Field(
        Path("data/cache"),
        description="Folder that keeps what was read, so that only documents that have changed are read again.",
    )
    cache_bytes: int = Field(
        1_000_000_000, gt=0, description="Largest size of the cache, in bytes; what was used longest ago goes first."
    )
    keep_builds: int | None = Field(
        default=None,
        ge=2,
        description="Builds that are kept when another one is published, the newest; the published one, the one before "
        "it and those that a server has open are kept besides. Left out: all.",
    )
    host: str = Field("127.0.0.1", description="Address that the server listens on.")
    port: int = Field(8000, ge=1, le=65535, description="Port that the server listens on.")
    server_workers: int = Field(
        1, ge=1, le=64, description="Processes of the web server; each has query workers and a cache of its own."
    )
    query_workers: int | None = Field(
        default=None,
        ge=1,
        le=256,
        description="Processes that answer SPARQL queries, for each web process; left out: as many as the machine has "
        "processors, fewer where its memory would not do.",
    )
    query_timeout: float = Field(30.0, gt=0, description="Longest time a SPARQL query may take, in seconds.")
    query_memory: int = Field(
        2_000_000_000,
        ge=100_000_000,
        description="Memory that one SPARQL query may take, in bytes, besides the graph itself.",
    )
    query_queue: int = Field(
        64, ge=0, description="SPARQL queries that may wait for a free process; one more is sent away with 503."
    )
    query_patience: float = Field(
        20.0, gt=0, description="Longest time a SPARQL query may wait for a free process, in seconds."
    )
    query_share: int = Field(
        32,
        ge=1,
        description="SPARQL queries that one client address may have in hand, waiting and running; one more is refused "
        "with 429.",
    )
    query_cache_bytes: int = Field(
        200_000_000, ge=0, description="Memory for answers to SPARQL queries that may be given again, in bytes."
    )
    memory_store_bytes: int = Field(
        4_000_000_000,
        ge=0,
        description="Largest graph kept in memory for SPARQL queries, in bytes; a larger one is read from disk.",
    )
    query_max_bytes: int = Field(
        50_000_000, gt=0, description="Largest answer to a SPARQL query, in bytes; a larger one is refused, not cut."
    )
    service_endpoints: Names = Field(
        default=(),
        description="SPARQL end points that a query may call with SERVICE, by their whole addresses; left out: none. "
        "Other servers are never called.",
    )
    trusted_proxies: int = Field(
        0,
        ge=0,
        le=10,
        description="Reverse proxies in front of the server whose X-Forwarded headers are believed.",
    )
    log_format: Literal["text", "json"] = Field("text", description="Form of the server's log: `text` or `json`.")
    log_requests: Literal["faults", "queries", "all"] = Field(
        "queries",
        description="Requests in the server's log: `faults`, `queries` (those and each query that was run), `all`.",
    )
    max_request_bytes: int = Field(1_000_000, gt=0, description="Largest request body that the server reads, in bytes.")
    endpoint: str | None = Field(
        default=None,
        description="SPARQL end point of another engine that holds the builds, for `innograf publish` and "
        "`innograf serve`; left out: the folder `data`.",
    )
    endpoint_graph_store: str | None = Field(
        default=None,
        description="Address of that engine's Graph Store Protocol, which `innograf publish` writes to.",
    )
    endpoint_user: str | None = Field(default=None, description="User at that engine; left out: no user is named.")
    endpoint_password_file: Path | None = Field(
        default=None, description="File with that user's password, and nothing else."
    )
    endpoint_auth: Literal["basic", "digest"] = Field(
        "basic", description="How the user is told to that engine: `basic`, or `digest` as Virtuoso wants it."
    )
    page_size: int = Field(50, ge=1, le=1000, description="Rows on a page of a list.")
    readers: ReaderSettings = ReaderSettings()
    mentions: MentionSettings = MentionSettings()
    formats: FormatSettings = FormatSettings()
    fetch: FetchSettings = FetchSettings()
    dataset: DatasetSettings = DatasetSettings()
    steward: StewardSettings = StewardSettings()
    link: LinkSettings = LinkSettings()

    @field_validator("base_iri")
    @classmethod
    def _absolute_with_slash(cls, value: str) -> str:
        if (
            not value.startswith(("http://", "https://"))
            or not value.endswith("/")
            or any(c in value for c in ' <>"{}|\\^`')
        ):
            raise ValueError(
                "must be an absolute http or https IRI that ends in a slash, as https://example.org/graph/"
            )
        return value

    @field_validator("endpoint", "endpoint_graph_store")
    @classmethod
    def _address(cls, value: str | None) -> str | None:
        if value is not None and (not value.startswith(("http://", "https://")) or "@" in value.split("/")[2]):
            raise ValueError("must be an http or https address without a user in it, as http://127.0.0.1:7878/query")
        return value

    @field_validator("service_endpoints")
    @classmethod
    def _callable(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for address in value:
            if not re.fullmatch(_WEB, address) or "@" in address.split("/")[2]:
                raise ValueError(f"{address} must be an http or https address without a user in it")
        return value

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Options first, then the environment, then the TOML file; no .env file, no secrets folder."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, toml_file=settings_file())


def settings_file() -> Path | None:
    """Return the settings file in use, None if there is none. Raises `SettingsError` if a named one is missing."""
    named = os.environ.get(FILE_VARIABLE)
    if named:
        path = Path(named)
        if not path.is_file():
            raise SettingsError(f"{FILE_VARIABLE} names {named}, which is not a file.")
        return path
    return DEFAULT_FILE if DEFAULT_FILE.is_file() else None


def fields() -> dict[str, FieldInfo]:
    """Return every setting by name; one in a section as `readers.skip`."""
    found: dict[str, FieldInfo] = {}
    for name, field in Settings.model_fields.items():
        kind = field.annotation
        if isinstance(kind, type) and issubclass(kind, Section):
            found |= {f"{name}.{inner}": one for inner, one in kind.model_fields.items()}
        else:
            found[name] = field
    return found


def variable(name: str) -> str:
    """Return the environment variable of a setting."""
    return PREFIX + name.replace(".", "__").upper()


def load(**options: Any) -> Settings:
    """Read the settings.

    `options` come from the command line and win over all else; a `None` counts as not given.
    Raises `SettingsError` with one line for each setting that is wrong.
    """
    given = {name: value for name, value in options.items() if value is not None}
    try:
        return Settings(**given)
    except ValidationError as error:
        lines = [_explain(dict(item)) for item in error.errors()]
        raise SettingsError("\n".join(lines)) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"The settings file {settings_file()} is not TOML: {error}") from None
    except OSError as error:
        raise SettingsError(f"The settings file cannot be read: {error}") from None


def _explain(item: dict[str, Any]) -> str:
    # What comes after the setting's own name is the place within its value.
    parts = [str(part) for part in item["loc"]]
    name = next((".".join(parts[:n]) for n in (2, 1) if ".".join(parts[:n]) in fields()), ".".join(parts))
    if item["type"] == "extra_forbidden":
        return f"Unknown setting {name!r}; `innograf settings` lists them all."
    return f"Setting {name} ({variable(name)}): {item['msg']}; got {item['input']!r}."
