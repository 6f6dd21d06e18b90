from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "tonomo.demo"
    label = "demo"
