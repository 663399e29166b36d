//! What is asked of a container and told to it (`validateLifecycle`, `validateHTTPGetAction` of
//! pkg/apis/core/validation/validation.go).

use super::super::container::{port, scheme};
use crate::apiserver::validation::{Errors, quoted};
use crate::apiserver::view::View;
use crate::message;

/// The hooks of a container, and the headers of its probes. `grace` is the time that the Pod has to end.
pub fn handlers(container: &View<'_, '_>, is_init: bool, grace: i64, errors: &mut Errors) {
    for field in ["livenessProbe", "readinessProbe", "startupProbe"] {
        headers(&container.get(field).get("httpGet"), errors);
    }
    let lifecycle = container.get("lifecycle");
    if !lifecycle.is_given() {
        return;
    }
    if is_init && container.get("restartPolicy").text() != "Always" {
        return errors.forbidden(
            lifecycle.path,
            message!("{field} may not be set for init containers without restartPolicy: Always"),
            message!("Remove lifecycle, or make the container a sidecar with restartPolicy: Always"),
        );
    }
    for field in ["postStart", "preStop"] {
        let hook = lifecycle.get(field);
        if hook.is_given() {
            one_handler(&hook, grace, errors);
        }
    }
}

/// Exactly one way to tell (`validateHandler`). The first that is given is checked.
fn one_handler(hook: &View<'_, '_>, grace: i64, errors: &mut Errors) {
    let handlers = [hook.get("exec"), hook.get("httpGet"), hook.get("tcpSocket"), hook.get("sleep")];
    let mut given = handlers.iter().filter(|handler| handler.is_given());
    let Some(first) = given.next() else {
        return errors.required(hook.path, message!("Say what to do: exec, httpGet, tcpSocket or sleep"));
    };
    let [exec, http, tcp, sleep] = &handlers;
    if exec.is_given() {
        if exec.get("command").items().next().is_none() {
            errors.required(exec.get("command").path, message!("Give the command"));
        }
    } else if http.is_given() || tcp.is_given() {
        port(first.get("port").int_or_string().as_ref(), first.get("port").path, errors);
        if http.is_given() {
            scheme(http.get("scheme").text(), http.get("scheme").path, errors);
            headers(http, errors);
        }
    } else if let Some(seconds) = sleep.get("seconds").number()
        && !(0..=grace).contains(&seconds)
    {
        errors.invalid(
            sleep.path,
            message!(
                "{field} must be non-negative and no longer than terminationGracePeriodSeconds ({grace}), not \
                 {value}",
                grace = grace,
                value = seconds
            ),
            message!("Sleep for less, or give the Pod more time to end"),
        );
    }
    for more in given {
        errors.forbidden(
            more.path,
            message!("{field} may not be set beside another handler"),
            message!("Leave one of them"),
        );
    }
}

/// The names of headers (`IsHTTPHeaderName`); errors stand at the list.
fn headers(action: &View<'_, '_>, errors: &mut Errors) {
    let list = action.get("httpHeaders");
    for header in list.items() {
        let name = header.get("name").text();
        if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') {
            errors.invalid(
                list.path,
                message!(
                    "{field} must have names of letters, digits and '-', so {value} is not allowed",
                    value = quoted(name)
                ),
                message!("Use a name such as X-Header-Name"),
            );
        }
    }
}
