"""The guide that comes along, for the pages and the terminal: its topics, and where they speak of some words."""

from contentlib.guide.lookup import GuideHit, look_up
from contentlib.guide.topics import SHELVES, Topic, TopicPart, find_topic, read_guide

__all__ = ["SHELVES", "GuideHit", "Topic", "TopicPart", "find_topic", "look_up", "read_guide"]
