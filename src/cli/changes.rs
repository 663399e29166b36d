//! The flags that say what happens to the cluster: `--delete-pod shop/web-0 --node-down worker-1`.

use clap::{Arg, ArgAction, ArgMatches, Args, Command, FromArgMatches};
use svclab::changes::Change;

/// Each flag is a word of [`Change::WORDS`]: the word, what it takes, what it asks.
const FLAGS: [(&str, &str, &str); 7] = [
    ("delete-pod", "NAMESPACE/NAME", "And if this Pod were deleted?"),
    ("unready", "NAMESPACE/NAME", "And if the readiness probe of this Pod failed?"),
    ("terminate", "NAMESPACE/NAME", "And while this Pod is being deleted, but has not ended yet?"),
    (
        "node-down",
        "NODE",
        "And if this node went down? As it is once that is noticed, before Pods are evicted",
    ),
    ("node-lost", "NODE", "And if this node were down for good? As it is once its Pods have been evicted"),
    ("cordon", "NODE", "And if this node took no new Pods?"),
    ("scale", "KIND/NAMESPACE/NAME=N", "And if this workload had N replicas? deployment/shop/web=5"),
];

/// What happens to the cluster, in the order in which the flags stand.
#[derive(Debug, Clone, Default)]
pub struct Changes(pub Vec<Change>);

impl Args for Changes {
    fn augment_args(command: Command) -> Command {
        command.args(FLAGS.map(|(word, target, help)| {
            Arg::new(word)
                .long(word)
                .value_name(target)
                .help(help)
                .help_heading("And if? (may be given several times, and happen in this order)")
                .action(ArgAction::Append)
                .global(true)
                .value_parser(move |value: &str| Change::of(word, value))
        }))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for Changes {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let mut found: Vec<(usize, Change)> = Vec::new();
        for (word, ..) in FLAGS {
            let places = matches.indices_of(word).into_iter().flatten();
            found.extend(places.zip(matches.get_many::<Change>(word).into_iter().flatten().cloned()));
        }
        found.sort_by_key(|(place, _)| *place);
        Ok(Changes(found.into_iter().map(|(_, change)| change).collect()))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}
