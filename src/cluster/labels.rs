//! Which labels a selector picks.

use crate::api::{LabelSelector, LabelSelectorRequirement, Labels};

/// True if a Service's or ReplicationController's selector picks these labels. An empty one picks nothing.
pub fn selects(selector: &Labels, labels: &Labels) -> bool {
    !selector.is_empty() && has_all(selector, labels)
}

/// True if a workload's selector picks these labels (`metav1.LabelSelectorAsSelector`). An empty one picks everything.
pub fn label_selector_matches(selector: &LabelSelector, labels: &Labels) -> bool {
    has_all(&selector.match_labels, labels)
        && selector.match_expressions.iter().all(|requirement| requirement_holds(requirement, labels))
}

/// True if labels meet one rule. `NotIn` and `DoesNotExist` hold for labels that lack the key.
pub fn requirement_holds(requirement: &LabelSelectorRequirement, labels: &Labels) -> bool {
    let value = labels.get(&requirement.key);
    let listed = value.is_some_and(|value| requirement.values.contains(value));
    match requirement.operator.as_str() {
        "In" => listed,
        "NotIn" => !listed,
        "Exists" => value.is_some(),
        "DoesNotExist" => value.is_none(),
        _ => false,
    }
}

fn has_all(wanted: &Labels, labels: &Labels) -> bool {
    wanted.iter().all(|(key, value)| labels.get(key) == Some(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_hold_as_the_api_machinery_has_them() {
        let labels = Labels::from([("app".into(), "web".into())]);
        let holds = |key: &str, operator: &str, values: &[&str]| {
            let values = values.iter().map(|value| (*value).into()).collect();
            requirement_holds(
                &LabelSelectorRequirement { key: key.into(), operator: operator.into(), values },
                &labels,
            )
        };
        assert!(holds("app", "In", &["api", "web"]));
        assert!(!holds("app", "NotIn", &["web"]));
        assert!(holds("tier", "NotIn", &["web"]));
        assert!(holds("app", "Exists", &[]));
        assert!(holds("tier", "DoesNotExist", &[]));
        assert!(!selects(&Labels::new(), &labels));
        assert!(label_selector_matches(&LabelSelector::default(), &labels));
    }
}
