"""The shapes of discord.py's payload types (`discord.types`), made of what there is."""

from tests.discord.clock import created, iso
from tests.discord.rules import permissions
from tests.discord.state import CATEGORY, DM, VOICE, Channel, Guild, Json, Member, Role, User, World


def user(who: User) -> Json:
    """A user."""
    told: Json = {
        "id": str(who.id),
        "username": who.name if who.is_bot else who.name.lower(),
        "discriminator": "0",
        "global_name": None if who.is_bot else who.name,
        "avatar": None,
        "public_flags": 0,
    }
    if who.is_bot:
        told["bot"] = True
    return told


def member(who: Member, *, with_user: bool = True) -> Json:
    """A member; inside `resolved` the user stands elsewhere."""
    told: Json = {
        "roles": [str(role) for role in who.roles],
        "joined_at": iso(who.joined),
        "premium_since": None,
        "nick": who.nick,
        "avatar": None,
        "pending": False,
        "communication_disabled_until": None,
        "deaf": False,
        "mute": False,
        "flags": 0,
    }
    if with_user:
        told["user"] = user(who.user)
    return told


def role(one: Role) -> Json:
    """A role."""
    told: Json = {
        "id": str(one.id),
        "name": one.name,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "position": one.position,
        "permissions": str(one.permissions),
        "managed": one.managed_by is not None,
        "mentionable": False,
        "icon": None,
        "unicode_emoji": None,
        "flags": 0,
    }
    if one.managed_by is not None:
        told["tags"] = {"bot_id": str(one.managed_by)}
    return told


def channel(one: Channel) -> Json:
    """A channel, a thread, or a direct message's channel."""
    last = str(next(reversed(one.messages))) if one.messages else None
    told: Json = {"id": str(one.id), "type": one.kind, "last_message_id": last, "flags": 0}
    if one.guild is None:
        told["recipients"] = [user(one.recipient)] if one.recipient else []
        return told
    told |= {"guild_id": str(one.guild.id), "name": one.name, "nsfw": False, "rate_limit_per_user": 0}
    told["parent_id"] = str(one.parent.id) if one.parent else None
    if one.is_thread:
        return told | _thread(one)
    told["position"] = one.position
    told["permission_overwrites"] = [
        {"id": str(over.id), "type": over.kind, "allow": str(over.allow), "deny": str(over.deny)}
        for over in one.overwrites.values()
    ]
    if one.kind == VOICE:
        told |= {"bitrate": 64000, "user_limit": 0, "rtc_region": None}
    elif one.kind != CATEGORY:
        told["topic"] = None
    return told


def _thread(one: Channel) -> Json:
    return {
        "owner_id": str(one.owner_id),
        "message_count": len(one.messages),
        "total_message_sent": len(one.messages),
        "member_count": 1,
        "thread_metadata": {
            "archived": one.archived,
            "auto_archive_duration": one.archive_minutes,
            "archive_timestamp": iso(one.archive_changed),
            "locked": one.locked,
            "create_timestamp": iso(created(one.id)),
        },
    }


def interaction_channel(one: Channel, user_id: int) -> Json:
    """A channel as an interaction carries it: with what its user may do there."""
    told = channel(one)
    if one.kind != DM:
        told.pop("permission_overwrites", None)
        told["permissions"] = str(permissions.of_member(one, user_id))
    return told


def guild(world: World, one: Guild) -> Json:
    """A guild as GUILD_CREATE has it; of the members only the bot, as without the intent for them."""
    return {
        "id": str(one.id),
        "name": one.name,
        "owner_id": str(one.owner_id),
        "icon": None,
        "splash": None,
        "discovery_splash": None,
        "banner": None,
        "description": None,
        "features": [],
        "emojis": [],
        "stickers": [],
        "region": "deprecated",
        "afk_channel_id": None,
        "afk_timeout": 300,
        "verification_level": 0,
        "default_message_notifications": 1,
        "explicit_content_filter": 0,
        "mfa_level": 0,
        "nsfw_level": 0,
        "application_id": None,
        "system_channel_id": None,
        "system_channel_flags": 0,
        "rules_channel_id": None,
        "public_updates_channel_id": None,
        "vanity_url_code": None,
        "premium_tier": 0,
        "premium_subscription_count": 0,
        "preferred_locale": one.locale,
        "joined_at": iso(created(one.id)),
        "large": False,
        "unavailable": False,
        "member_count": len(one.members),
        "roles": [role(role_) for role_ in one.roles.values()],
        "channels": [channel(each) for each in one.channels.values() if not each.is_thread],
        "threads": [channel(each) for each in one.channels.values() if each.is_thread and not each.archived],
        "members": [member(one.members[world.bot.id])] if world.bot.id in one.members else [],
        "voice_states": [],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
        "max_members": 500_000,
    }
