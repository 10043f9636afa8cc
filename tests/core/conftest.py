from hypothesis import settings

# The rules are pure and quick; on a busy machine one slow example says nothing about them.
settings.register_profile("core", deadline=None)
settings.load_profile("core")
