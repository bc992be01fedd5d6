"""From a project's folder to the published site, with all that is kept between builds."""
