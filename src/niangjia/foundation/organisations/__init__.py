"""The union tree, employers, and which union is responsible for whom.

An *organisation* is a union at some level: national, province, city, county, township or zone,
grassroots; or an industry union beside those. An *employer* is whom workers work for; it may
have a grassroots union of its own, which is never the one that handles a dispute with it.
"""
