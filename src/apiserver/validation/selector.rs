//! Label selectors (`k8s.io/apimachinery/pkg/apis/meta/v1/validation/validation.go`, `.../v1/helpers.go`).

use super::errors::{Errors, quoted};
use super::format;
use super::metadata;
use super::path::Path;
use crate::api::{LabelSelector, LabelSelectorRequirement, Labels};
use crate::cluster::requirement_holds;
use crate::message;

/// A label selector (`ValidateLabelSelector`).
pub fn label_selector(selector: &LabelSelector, path: Path<'_>, errors: &mut Errors) {
    metadata::labels(&selector.match_labels, path.child("matchLabels"), errors);
    for (at, requirement) in selector.match_expressions.iter().enumerate() {
        label_requirement(requirement, path.child("matchExpressions").index(at), errors);
    }
}

/// One rule of a label selector (`ValidateLabelSelectorRequirement`).
fn label_requirement(requirement: &LabelSelectorRequirement, path: Path<'_>, errors: &mut Errors) {
    match requirement.operator.as_str() {
        "In" | "NotIn" if requirement.values.is_empty() => errors.required(
            path.child("values"),
            message!("In and NotIn compare with values: give at least one, or use Exists or DoesNotExist"),
        ),
        "Exists" | "DoesNotExist" if !requirement.values.is_empty() => errors.forbidden(
            path.child("values"),
            message!(
                "{field} may not be specified when operator is {operator}",
                operator = requirement.operator
            ),
            message!("Remove the values, or use In or NotIn"),
        ),
        "In" | "NotIn" | "Exists" | "DoesNotExist" => {}
        operator => errors.invalid(
            path.child("operator"),
            message!("{field} is {value}, which is not a valid selector operator", value = quoted(operator)),
            message!("Use In, NotIn, Exists or DoesNotExist"),
        ),
    }
    format::qualified_name(&requirement.key, path.child("key"), errors);
    for (at, value) in requirement.values.iter().enumerate() {
        format::label_value(value, path.child("values").index(at), errors);
    }
}

/// True if the selector can be used at all (`LabelSelectorAsSelector` gives no error).
pub fn is_usable(selector: &LabelSelector) -> bool {
    let mut errors = Errors::default();
    label_selector(selector, Path::new("selector"), &mut errors);
    errors.is_empty()
}

/// True if the selector chooses everything.
pub fn is_empty(selector: &LabelSelector) -> bool {
    selector.match_labels.is_empty() && selector.match_expressions.is_empty()
}

/// The first thing that the selector asks for and the labels have not; none if it chooses them.
pub fn unmet(selector: &LabelSelector, labels: &Labels) -> Option<String> {
    let label = selector.match_labels.iter().find(|(key, value)| labels.get(*key) != Some(value));
    let rule = selector.match_expressions.iter().find(|rule| !requirement_holds(rule, labels));
    match (label, rule) {
        (Some((key, value)), _) => Some(format!("{key}={value}")),
        (None, Some(rule)) if rule.values.is_empty() => Some(format!("{} {}", rule.key, rule.operator)),
        (None, Some(rule)) => Some(format!("{} {} {}", rule.key, rule.operator, rule.values.join(", "))),
        (None, None) => None,
    }
}
