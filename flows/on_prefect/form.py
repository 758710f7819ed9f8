"""The parameters of the flow, made of the fields of the settings: what Prefect's form shows and checks.

Prefect reads types and defaults from the signature of a flow's function, and the help of a field from its docstring.
"""

import inspect
from collections.abc import Callable
from typing import Annotated, Any, Literal

from verbale.flows.settings import Settings, relation_families

Family: Any = Literal[relation_families()] | str
"""The form offers the bundled families, and takes the name of one of the user's own."""
_TYPES: dict[str, Any] = {"families": list[Family]}
"""Where the form shows another type than the field has: a list has a button to add to it."""


def with_parameters(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function of a flow, which takes settings by their names, with a parameter for each of them."""
    fields = Settings.model_fields
    parameters = [_parameter(name) for name in fields]
    function.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    function.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    helped = "".join(f"    {name}: {field.description}.\n" for name, field in fields.items())
    function.__doc__ = f"{inspect.getdoc(function)}\n\nArgs:\n{helped}"
    return function


def _parameter(name: str) -> inspect.Parameter:
    field = Settings.model_fields[name]
    type_: Any = _TYPES.get(name, field.annotation)
    annotation: Any = Annotated[type_, *field.metadata] if field.metadata else type_
    default = list(field.default) if isinstance(field.default, tuple) else field.default
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)
