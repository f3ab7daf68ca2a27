namespace QuickLook.Core.Storage.Service;

/// <summary>A command that somebody gave.</summary>
/// <param name="Id">Grows with each command; given by the writer.</param>
/// <param name="At">When.</param>
/// <param name="Actor">Who.</param>
/// <param name="Action">What: <c>pipeline.stop</c>.</param>
/// <param name="Detail">More about it; empty when there is nothing to say.</param>
/// <param name="Source">Where the actor sat; empty for the service itself.</param>
public sealed record AuditEntry(long Id, DateTimeOffset At, string Actor, string Action, string Detail, string Source = "");
