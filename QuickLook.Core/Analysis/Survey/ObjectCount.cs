namespace QuickLook.Core.Analysis.Survey;

/// <summary>Fibers on objects of a type. An arm of a fiber is counted once, by the verdict that its camera got.</summary>
/// <param name="ObjectType">As fibermaps write it, upper case; empty where they say nothing.</param>
/// <param name="Group">What such fibers are for.</param>
/// <param name="Fibers">Fibers observed, each exposure counted anew.</param>
/// <param name="Normal">Arms of fibers in cameras whose test was normal.</param>
/// <param name="Warning">Those in cameras with a warning.</param>
/// <param name="Alarm">Those in cameras with an alarm.</param>
/// <param name="Unjudged">Those in cameras without a verdict: not processed, failed before the test, or nothing to judge by.</param>
public sealed record ObjectCount(string ObjectType, ObjectGroup Group, long Fibers, long Normal, long Warning, long Alarm, long Unjudged)
{
    /// <summary>All arms of fibers.</summary>
    public long Arms => Normal + Warning + Alarm + Unjudged;
}
