"""What a published SVG may be made of: elements, attributes, properties and functions. All else is taken out."""

SVG, XHTML = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xhtml"
XLINK, XML = "http://www.w3.org/1999/xlink", "http://www.w3.org/XML/1998/namespace"


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ANIMATIONS = _words("animate animateMotion animateTransform set")
GRADIENTS = _words("linearGradient radialGradient stop")
DRAWN = ANIMATIONS | GRADIENTS | _words(
    """
    svg g defs symbol use switch a title desc style
    path rect circle ellipse line polyline polygon text tspan textPath image
    pattern clipPath mask marker filter mpath foreignObject
    feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap
    feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode
    feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence
    """
)  # fmt: skip
"""The elements of SVG."""
WRITTEN = _words(
    "body div span p br b i u s strong em small sub sup font code pre ul ol li blockquote hr h1 h2 h3 h4 h5 h6 a img "
    "table thead tbody tfoot tr th td"
)
"""The elements of HTML, which are the words in a drawing of draw.io or Mermaid."""

PROPERTIES = _words(
    """
    fill fill-opacity fill-rule stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin
    stroke-miterlimit stroke-opacity stroke-width color opacity display visibility overflow overflow-x overflow-y
    clip clip-path clip-rule mask mask-type filter marker marker-start marker-mid marker-end enable-background
    stop-color stop-opacity flood-color flood-opacity lighting-color solid-color solid-opacity
    color-interpolation color-interpolation-filters color-rendering color-scheme color-profile
    image-rendering shape-rendering text-rendering paint-order vector-effect mix-blend-mode isolation
    pointer-events cursor transform transform-origin transform-box d x y cx cy r rx ry width height
    font font-family font-size font-style font-weight font-variant font-variant-ligatures font-variant-position
    font-variant-caps font-variant-numeric font-variant-alternates font-variant-east-asian font-variation-settings
    font-feature-settings font-stretch font-kerning font-size-adjust line-height letter-spacing word-spacing kerning
    text-anchor text-align text-align-last text-indent text-decoration text-decoration-line text-decoration-style
    text-decoration-color text-decoration-thickness text-underline-offset text-transform text-orientation text-shadow
    text-overflow text-wrap text-size-adjust
    white-space white-space-collapse word-break word-wrap overflow-wrap hyphens tab-size writing-mode direction
    unicode-bidi dominant-baseline alignment-baseline baseline-shift glyph-orientation-horizontal
    glyph-orientation-vertical vertical-align inline-size shape-inside shape-padding shape-margin
    background background-color border border-top border-right border-bottom border-left border-color border-style
    border-width border-radius border-collapse border-spacing box-shadow box-sizing outline
    margin margin-top margin-right margin-bottom margin-left padding padding-top padding-right padding-bottom
    padding-left max-width min-width max-height min-height top right bottom left position float clear z-index
    flex flex-direction flex-wrap flex-grow flex-shrink flex-basis align-items align-content align-self
    justify-content justify-items justify-self gap row-gap column-gap order list-style list-style-type
    list-style-position animation animation-name animation-duration animation-delay animation-direction
    animation-iteration-count animation-timing-function animation-fill-mode animation-play-state transition
    transition-property transition-duration transition-delay transition-timing-function offset-path offset-distance
    offset-rotate rotate scale translate will-change user-select print-color-adjust forced-color-adjust appearance
    content
    """
)
"""The properties of style; most of them can be attributes too."""
DESCRIPTORS = _words("font-family src font-style font-weight font-stretch font-display unicode-range")
"""What a font in the file says of itself."""
FUNCTIONS = _words(
    """
    url rgb rgba hsl hsla hwb lab lch oklab oklch color color-mix light-dark var calc min max clamp
    matrix matrix3d translate translatex translatey translate3d scale scalex scaley rotate rotatex rotatey rotatez
    skew skewx skewy perspective path circle ellipse inset polygon rect cubic-bezier steps linear
    blur brightness contrast drop-shadow grayscale hue-rotate invert opacity saturate sepia
    linear-gradient radial-gradient repeating-linear-gradient repeating-radial-gradient local format tech
    """
)
SELECTORS = _words(
    "not is where nth-child nth-last-child nth-of-type nth-last-of-type first-child last-child lang has dir"
)
"""Functions that a selector may have."""

PLAIN = _words(
    """
    id class lang viewBox preserveAspectRatio transform gradientTransform patternTransform gradientUnits patternUnits
    patternContentUnits clipPathUnits maskUnits maskContentUnits markerUnits markerWidth markerHeight refX refY orient
    spreadMethod offset fx fy fr x1 y1 x2 y2 dx dy points pathLength rotate textLength lengthAdjust startOffset method
    spacing side filterUnits primitiveUnits filterRes in in2 result mode type values tableValues slope intercept
    amplitude exponent operator k1 k2 k3 k4 order kernelMatrix divisor bias targetX targetY edgeMode kernelUnitLength
    preserveAlpha surfaceScale diffuseConstant specularConstant specularExponent azimuth elevation z pointsAtX
    pointsAtY pointsAtZ limitingConeAngle scale xChannelSelector yChannelSelector stdDeviation radius baseFrequency
    numOctaves seed stitchTiles
    d x y cx cy r rx ry width height
    begin dur end min max restart repeatCount repeatDur calcMode keyTimes keySplines keyPoints path origin
    additive accumulate attributeType
    requiredFeatures requiredExtensions systemLanguage role version
    """
)
"""Attributes of SVG that hold numbers, names and words of SVG."""
NAMES = _words("id class lang role version requiredFeatures requiredExtensions systemLanguage")
"""Those of them that may hold any text, for a browser does nothing with it but compare."""
PLAIN_IN_HTML = _words("id class lang dir role align valign color face size width height colspan rowspan alt start")
"""Attributes of HTML of that kind."""
CHANGED = _words("to from by values")
"""Attributes of an animation that may stand in the place of any other."""
ANIMATED = PROPERTIES | PLAIN - NAMES
"""The attributes that an animation may change."""
SILENT = _words("baseProfile content contentScriptType contentStyleType zoomAndPan focusable tabindex target rel")
"""Attributes that drawing programs write and that show nothing: they are left out without a word.

`content` is the whole diagram once more, as draw.io keeps it.
"""
SILENT_PREFIXES = ("data-", "-", "inkscape", "sodipodi")
PAINTS = _words("fill stroke marker marker-start marker-mid marker-end")
"""Properties that name another element, and that all inside take over."""
LOCAL = _words("use linearGradient radialGradient pattern filter textPath mpath mask clipPath marker") | ANIMATIONS
"""Elements whose `href` names another one of the same file."""
