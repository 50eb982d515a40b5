"""Addresses of the pages, the same in each language below its prefix."""

from django.urls import URLPattern, path

from sarkhat.pages import edits, finding, mending, named, reading, threads, views

PROSE = ("about", "contact", "advertising", "privacy")

pages: list[URLPattern] = [
    path("", views.home, name="home"),
    path("section/<slug:key>/", views.section, name="section"),
    path("story/<int:number>/", reading.story, name="story"),
    path("article/<int:number>/", reading.article, name="article"),
    path("article/<int:number>/comment/", reading.comment, name="comment"),
    path("article/<int:number>/edits/", edits.difference, name="difference"),
    path("edits/", edits.edits, name="edits"),
    path("outlets/", views.outlets, name="outlets"),
    path("outlet/<slug:key>/", views.outlet, name="outlet"),
    path("names/", named.names, name="names"),
    path("name/<str:key>/", named.name, name="name"),
    path("threads/", threads.threads, name="threads"),
    path("thread/<int:number>/", threads.thread, name="thread"),
    path("search/", finding.search, name="search"),
    path("text/", mending.mending, name="mending"),
    path("front-pages/", views.front_pages, name="front-pages"),
    path("viewed/", views.viewed, name="viewed"),
    path("discussed/", views.discussed, name="discussed"),
    *(path(f"{name}/", views.prose, {"name": name}, name=name) for name in PROSE),
]
