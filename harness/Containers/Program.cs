using TaskTracker.Containers;

// Started by Reaper.Start, never by a person.
return await Reaper.RunAsync(session: args[0], CancellationToken.None);
