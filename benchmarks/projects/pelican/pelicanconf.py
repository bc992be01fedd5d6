"""A site of pages only, with what Pelican has to be quick at the next build."""

SITENAME = "The whole handbook"
SITEURL = ""
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
PATH = "content"
OUTPUT_PATH = "public"
THEME = "theme"
PLUGIN_PATHS = ["."]
PLUGINS = ["menus"]

PAGE_PATHS = [""]
ARTICLE_PATHS: list[str] = []
STATIC_PATHS: list[str] = []
PATH_METADATA = r"(?P<part>[^/]+)/(?P<slug>[^/]+)\.md"
PAGE_URL = "{part}/{slug}/"
PAGE_SAVE_AS = "{part}/{slug}/index.html"
DIRECT_TEMPLATES: list[str] = []
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = ""
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
MARKDOWN = {"extensions": [f"markdown.extensions.{name}" for name in ("meta", "tables", "toc")]}

CACHE_CONTENT = LOAD_CONTENT_CACHE = True
GZIP_CACHE = False
