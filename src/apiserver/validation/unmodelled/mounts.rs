//! How a container sees volumes (`ValidateVolumeMounts`, `ValidateVolumeDevices` of
//! pkg/apis/core/validation/validation.go). That a mount names a volume is a rule of the modelled part.

use std::collections::BTreeSet;

use super::{descending_path, known};
use crate::apiserver::validation::{Errors, quoted};
use crate::apiserver::view::View;
use crate::message;

const PROPAGATION: [&str; 3] = ["Bidirectional", "HostToContainer", "None"];
const RECURSIVE: [&str; 3] = ["Disabled", "Enabled", "IfPossible"];

/// Mounts and block devices. Some of their errors stand at the list, as the API server has it.
pub fn mounts(container: &View<'_, '_>, volumes: &View<'_, '_>, errors: &mut Errors) {
    let list = container.get("volumeMounts");
    let devices = container.get("volumeDevices");
    for mount in list.items() {
        let (below, expression) = (mount.get("subPath"), mount.get("subPathExpr"));
        descending_path(below.text(), list.get("subPath").path, errors);
        descending_path(expression.text(), list.get("subPathExpr").path, errors);
        if !below.text().is_empty() && !expression.text().is_empty() {
            errors.invalid(
                expression.path,
                message!("{field} and subPath are mutually exclusive"),
                message!("Remove one of the two"),
            );
        }
        propagation(&mount, &list, container, errors);
        if devices.items().any(|device| device.get("name").text() == mount.get("name").text()) {
            errors.invalid(
                mount.get("name").path,
                message!(
                    "{field} must not already exist in volumeDevices, as {value} does",
                    value = quoted(mount.get("name").text())
                ),
                message!("Use the volume as a file system or as a device, not as both"),
            );
        }
    }
    block_devices(&devices, volumes, errors);
}

fn propagation(mount: &View<'_, '_>, list: &View<'_, '_>, container: &View<'_, '_>, errors: &mut Errors) {
    let given = mount.get("mountPropagation");
    let at_list = list.get("mountPropagation");
    known(&given.at(at_list.path), &PROPAGATION, errors);
    let is_privileged = container.get("securityContext").get("privileged").boolean() == Some(true);
    if given.text() == "Bidirectional" && !is_privileged {
        errors.forbidden(
            at_list.path,
            message!("{field}: Bidirectional mount propagation is available only to privileged containers"),
            message!("Use HostToContainer, or make the container privileged"),
        );
    }
    let recursive = mount.get("recursiveReadOnly");
    let at_list = list.get("recursiveReadOnly");
    known(&recursive.at(at_list.path), &RECURSIVE, errors);
    if !matches!(recursive.text(), "Enabled" | "IfPossible") {
        return;
    }
    if mount.get("readOnly").boolean() != Some(true) {
        errors.forbidden(
            at_list.path,
            message!("{field} may only be specified when readOnly is true"),
            message!("Set readOnly: true, or remove recursiveReadOnly"),
        );
    }
    if !matches!(given.text(), "" | "None") {
        errors.forbidden(
            at_list.path,
            message!("{field} may only be specified when mountPropagation is None or not specified"),
            message!("Remove mountPropagation or recursiveReadOnly"),
        );
    }
}

fn block_devices(devices: &View<'_, '_>, volumes: &View<'_, '_>, errors: &mut Errors) {
    let (mut names, mut paths) = (BTreeSet::new(), BTreeSet::new());
    for device in devices.items() {
        let (name, path) = (device.get("name"), device.get("devicePath"));
        if name.text().is_empty() {
            errors.required(name.path, message!("Name the volume"));
        }
        let mut named = volumes.items().filter(|volume| volume.get("name").text() == name.text());
        match named.next() {
            None => errors.not_found(
                name.path,
                message!("{field} is {value}, and no volume has that name", value = quoted(name.text())),
                message!("Add a volume of this name to spec.volumes, or remove the device"),
            ),
            Some(volume)
                if !volume.get("persistentVolumeClaim").is_given() && !volume.get("ephemeral").is_given() =>
            {
                errors.invalid(
                    name.path,
                    message!(
                        "{field} is {value}, but only a PersistentVolumeClaim or ephemeral volume can be a \
                         block device",
                        value = quoted(name.text())
                    ),
                    message!("Mount it with volumeMounts"),
                );
            }
            Some(_) => {}
        }
        if path.text().is_empty() {
            errors.required(path.path, message!("Say where the container finds the device"));
        }
        for (value, is_new) in [(&name, names.insert(name.text())), (&path, paths.insert(path.text()))] {
            if !is_new && !value.text().is_empty() {
                errors.invalid(
                    value.path,
                    message!(
                        "{field} must be unique, and {value} stands before",
                        value = quoted(value.text())
                    ),
                    message!("Give each device its own volume and path"),
                );
            }
        }
    }
}
