namespace QuickLook.Tests.Core.Orchestration.Disk;

/// <summary>The clock of the machine, set ahead.</summary>
internal sealed class ShiftedTime : TimeProvider
{
    private long ahead;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref ahead));

    public void SetAhead(TimeSpan by) => Interlocked.Exchange(ref ahead, by.Ticks);
}
