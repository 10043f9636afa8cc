"""What people fill in: options, selects and modals, checked as Discord's client checks them."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final

from tests.discord import payloads
from tests.discord.rules import permissions
from tests.discord.rules.commands import CHAT_INPUT, GROUP, SUBCOMMAND
from tests.discord.rules.components import ROW, TEXT, TEXT_INPUT
from tests.discord.rules.modals import CHECKBOX, CHECKBOX_GROUP, LABEL, RADIO_GROUP
from tests.discord.state import Channel, Guild, Json, Role, User, World

STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, MENTIONABLE, NUMBER = 3, 4, 5, 6, 7, 8, 9, 10
PYTHON: Final[Mapping[int, tuple[type, ...]]] = MappingProxyType(
    {STRING: (str,), INTEGER: (int,), BOOLEAN: (bool,), NUMBER: (int, float)}
)
STRING_SELECT: Final = 3


class ImpossibleError(Exception):
    """Discord's client does not let a person do this."""


def command_data(
    world: World,
    offered: Sequence[Json],
    channel: Channel,
    user: User,
    path: Sequence[str],
    given: Mapping[str, Any],
    typing: str | None = None,
) -> Json:
    """A slash command's `data`; `typing` is the option whose choices are asked for."""
    root = next((one for one in offered if (one["type"], one["name"]) == (CHAT_INPUT, path[0])), None)
    if root is None:
        raise ImpossibleError(f"there is no /{path[0]}; there are {sorted(one['name'] for one in offered)}")
    _may_use(root, channel, user)
    leaf, nesting = root, []
    for name in path[1:]:
        inside = [one for one in leaf.get("options", ()) if one["type"] in (SUBCOMMAND, GROUP)]
        found = next((one for one in inside if one["name"] == name), None)
        if found is None:
            raise ImpossibleError(f"/{' '.join(path)} is no command")
        leaf = found
        nesting.append(found)
    resolved: Json = {}
    options = _options(leaf, given, typing, resolved, channel, user)
    for node in reversed(nesting):
        options = [{"name": node["name"], "type": node["type"], "options": options}]
    data: Json = {"id": root["id"], "name": root["name"], "type": CHAT_INPUT, "options": options}
    if resolved:
        data["resolved"] = resolved
    return data


def chosen(select: Json, values: Sequence[Any], channel: Channel, user: User) -> Json:
    """A select's `values`, and `resolved` where they stand for channels, users or roles."""
    # discord.py leaves both null where they are not set.
    least, most = [1 if select.get(key) is None else select[key] for key in ("min_values", "max_values")]
    if not least <= len(values) <= most:
        raise ImpossibleError(f"{len(values)} are chosen, not {least} to {most}")
    if select["type"] == STRING_SELECT:
        by_label = {option["label"]: option["value"] for option in select["options"]}
        known = set(by_label.values())
        told = [value if value in known else by_label.get(value) for value in values]
        if None in told:
            raise ImpossibleError(f"{values} are not among {sorted(by_label)}")
        return {"values": told}
    resolved: Json = {}
    return {"values": [_resolve(one, resolved, channel, user) for one in values], "resolved": resolved}


def filled(modal: Json, given: Mapping[str, Any], channel: Channel, user: User) -> Json:
    """A modal's `data` as it is sent; what is not given, by the fields' custom ids, is left as it is."""
    left = dict(given)
    resolved: Json = {}
    components = []
    for number, one in enumerate(modal["components"], start=1):
        told: Json = {"type": one["type"], "id": one.get("id", number)}
        if one["type"] == LABEL:
            told["component"] = _field(one["component"], left, resolved, channel, user)
        elif one["type"] == ROW:
            told["components"] = [_field(child, left, resolved, channel, user) for child in one["components"]]
        elif one["type"] != TEXT:
            raise ImpossibleError(f"a modal has no component of type {one['type']}")
        components.append(told)
    if left:
        raise ImpossibleError(f"the modal has no {sorted(left)}")
    data: Json = {"custom_id": modal["custom_id"], "components": components}
    if resolved:
        data["resolved"] = resolved
    return data


def _field(one: Json, left: dict[str, Any], resolved: Json, channel: Channel, user: User) -> Json:
    told: Json = {"type": one["type"], "id": one.get("id", 1), "custom_id": one["custom_id"]}
    value = left.pop(one["custom_id"], None)
    is_required = one.get("required", True)
    if one["type"] == TEXT_INPUT:
        text = one.get("value", "") if value is None else value
        least, most = one.get("min_length") or 0, one.get("max_length") or 4000
        if (is_required or text) and not max(least, int(is_required)) <= len(text) <= most:
            raise ImpossibleError(f"{one['custom_id']} takes {least} to {most} characters, not {len(text)}")
        return told | {"value": text}
    if one["type"] == CHECKBOX:
        return told | {"value": bool(one.get("default") if value is None else value)}
    options = {option["value"]: option for option in one.get("options", ())}
    if value is None:
        value = [each for each, option in options.items() if option.get("default")]
        value = (value or [None])[0] if one["type"] == RADIO_GROUP else value
    if is_required and not value:
        raise ImpossibleError(f"{one['custom_id']} is required")
    if one["type"] == RADIO_GROUP:
        if value is not None and value not in options:
            raise ImpossibleError(f"{value!r} is not among {sorted(options)}")
        return told | {"value": value}
    if not value:
        return told | {"values": []}
    if one["type"] == CHECKBOX_GROUP:
        one = one | {"type": STRING_SELECT, "max_values": one.get("max_values") or len(options)}
    told_values = chosen(one, value, channel, user)
    resolved |= told_values.pop("resolved", {})
    return told | told_values


def _may_use(command: Json, channel: Channel, user: User) -> None:
    contexts = command.get("contexts")
    context = 0 if channel.guild else 1
    if contexts is not None and context not in contexts:
        raise ImpossibleError(f"/{command['name']} is not offered here")
    installs = command.get("integration_types") or [0]
    if channel.guild is not None and not channel.guild.has_bot and 1 not in installs:
        raise ImpossibleError(f"/{command['name']} is not offered to users who installed the bot")
    wanted = int(command.get("default_member_permissions") or 0)
    granted = permissions.of_member(channel, user.id)
    if channel.guild is not None and granted & wanted != wanted:
        raise ImpossibleError(f"{user.name} may not use /{command['name']}")


def _options(
    leaf: Json, given: Mapping[str, Any], typing: str | None, resolved: Json, channel: Channel, user: User
) -> list[Json]:
    known = {one["name"]: one for one in leaf.get("options", ())}
    if unknown := set(given) - set(known):
        raise ImpossibleError(f"there is no option {sorted(unknown)}; there are {sorted(known)}")
    if any(one["type"] in (SUBCOMMAND, GROUP) for one in known.values()):
        raise ImpossibleError(f"{leaf['name']} needs a subcommand of {sorted(known)}")
    told = []
    for name, option in known.items():
        if name not in given:
            if option.get("required") and typing is None:
                raise ImpossibleError(f"{name} is required")
            continue
        value = given[name]
        if typing == name:
            told.append({"name": name, "type": option["type"], "value": value, "focused": True})
            continue
        told.append(
            {"name": name, "type": option["type"], "value": _value(option, value, resolved, channel, user)}
        )
    return told


def _value(option: Json, value: Any, resolved: Json, channel: Channel, user: User) -> Any:
    kind, name = option["type"], option["name"]
    if kind in (USER, CHANNEL, ROLE, MENTIONABLE):
        return _resolve(value, resolved, channel, user)
    if not isinstance(value, PYTHON[kind]) or (kind != BOOLEAN and isinstance(value, bool)):
        raise ImpossibleError(f"{name} does not take {value!r}")
    choices = [choice["value"] for choice in option.get("choices", ())]
    if choices and value not in choices:
        raise ImpossibleError(f"{value!r} is not among {choices}")
    size = len(str(value)) if kind == STRING else value
    least, most = (
        option.get("min_length" if kind == STRING else "min_value"),
        option.get("max_length" if kind == STRING else "max_value"),
    )
    if (least is not None and size < least) or (most is not None and size > most):
        raise ImpossibleError(f"{name} takes {least} to {most}, not {size}")
    return value


def _resolve(value: Any, resolved: Json, channel: Channel, user: User) -> str:
    """Put what is meant into `resolved`; its id. Users are anything with a `user`."""
    number = str(value.id)
    if isinstance(value, Channel):
        resolved.setdefault("channels", {})[number] = payloads.interaction_channel(value, user.id)
    elif isinstance(value, Role):
        resolved.setdefault("roles", {})[number] = payloads.role(value)
    else:
        who: User = getattr(value, "user", value)
        resolved.setdefault("users", {})[number] = payloads.user(who)
        guild: Guild | None = channel.guild
        if guild is not None and who.id in guild.members:
            told = payloads.member(guild.members[who.id], with_user=False)
            told["permissions"] = str(permissions.of_member(channel, who.id))
            resolved.setdefault("members", {})[number] = told
    return number
