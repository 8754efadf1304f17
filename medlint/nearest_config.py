"""The configuration of each file: that of the nearest configuration file upward of it."""

from __future__ import annotations

import os
from abc import ABC, abstractmethod
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Generic, TypeVar

from medlint._version import __version__
from medlint.config import Config, config_in, read_config, require_version, with_options


class Configs:
    """The configuration of each file: of the nearest configuration file upward of it.

    `main` is that of the run: it says what is shown and what fails, and holds where no other is nearer.
    """

    def __init__(self, main: Config, options: Mapping[str, Any] | None = None) -> None:
        self.main = main
        self._options = options
        """What the command line states; None where `main` is to hold for all files."""
        self._by_file = {main.file: main}
        self._by_folder: dict[str, Config] = {}

    def of(self, path: str) -> Config:
        """Return the configuration of a file; a broken one raises `ConfigError`."""
        if self._options is None:
            return self.main
        return self._of_folder(os.path.dirname(os.path.abspath(path)))

    def used(self) -> list[Config]:
        """Return the configurations that have been asked for, the main one first."""
        return list(self._by_file.values())

    def _of_folder(self, folder: str) -> Config:
        known = self._by_folder.get(folder)
        if known is None:
            parent = os.path.dirname(folder)
            own = config_in(Path(folder))
            known = self._read(own) if own else self.main if parent == folder else self._of_folder(parent)
            self._by_folder[folder] = known
        return known

    def _read(self, file: Path) -> Config:
        if str(file) not in self._by_file:
            config = read_config(file)
            require_version(config, __version__)
            self._by_file[str(file)] = with_options(config, self._options or {})
        return self._by_file[str(file)]


T = TypeVar("T")


class PerConfig(ABC, Generic[T]):
    """Something for each file, one for each configuration, made when it is asked for."""

    def __init__(self, configs: Configs) -> None:
        self.configs = configs
        self.made: dict[str, T] = {}
        """By the configuration's file."""

    def of(self, path: str) -> T:
        """Return that of a file; raises `ConfigError`."""
        config = self.configs.of(path)
        if config.file not in self.made:
            self.made[config.file] = self.make(config)
        return self.made[config.file]

    @abstractmethod
    def make(self, config: Config) -> T:
        """Return that of a configuration."""
