//! Changes in the words of the page.

use svclab::api::ObjectRef;
use svclab::changes::Change;
use svclab::message;
use svclab::message::Message;
use svclab::text;

/// What happened: `Pod web-1 deleted`.
pub fn done(change: &Change) -> Message {
    let name = short(&change.object());
    match change {
        Change::DeletePod { .. } => message!("Pod {pod} deleted", pod = name),
        Change::Unready { .. } => message!("Pod {pod} not ready", pod = name),
        Change::Terminate { .. } => message!("Pod {pod} terminating", pod = name),
        Change::NodeDown { .. } => message!("Node {node} down", node = name),
        Change::NodeLost { .. } => message!("Node {node} lost", node = name),
        Change::Cordon { .. } => message!("Node {node} cordoned", node = name),
        Change::Scale { workload, replicas } => {
            message!(
                "{kind} {name} scaled to {count}",
                kind = workload.kind.kind(),
                name = name,
                count = replicas
            )
        }
    }
}

/// What can be done to the chosen object: `Delete`.
pub fn offered(change: &Change) -> Message {
    match change {
        Change::DeletePod { .. } => message!("Delete"),
        Change::Unready { .. } => message!("Make unready"),
        Change::Terminate { .. } => message!("Terminate"),
        Change::NodeDown { .. } => message!("Switch off"),
        Change::NodeLost { .. } => message!("Leave switched off"),
        Change::Cordon { .. } => message!("Cordon"),
        Change::Scale { replicas, .. } => message!("Scale to {count}", count = replicas),
    }
}

/// What that means, in a few words; nothing where the words say it.
pub fn meaning(change: &Change) -> Option<&'static str> {
    Some(match change {
        Change::DeletePod { .. } => text!("it is gone at once"),
        Change::Unready { .. } => text!("its readiness probe fails"),
        Change::Terminate { .. } => text!("it is ending and still answers"),
        Change::NodeDown { .. } => text!("its machine is off, its Pods are not ready"),
        Change::NodeLost { .. } => text!("five minutes on, its Pods are being deleted"),
        Change::Cordon { .. } => text!("it takes no new Pods"),
        Change::Scale { .. } => return None,
    })
}

/// A name without the namespace that most have.
pub fn short(object: &ObjectRef) -> String {
    match object.namespace.as_str() {
        "" | "default" => object.name.to_string(),
        namespace => format!("{namespace}/{}", object.name),
    }
}
