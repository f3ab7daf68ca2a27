namespace QuickLook.Core.Results;

/// <summary>
/// Why something could not be done, in words a person can act on. Failures travel as values across the borders of the system
/// (parsing, files, pipeline steps); exceptions are for bugs and for the impossible.
/// </summary>
/// <param name="Reason">One sentence, without a final full stop needed by the caller: what is wrong and, where known, what to do.</param>
/// <param name="Place">Where: a file, an HDU and byte, a JSON path, a keyword. Null when the reason says it all.</param>
/// <param name="Kind">Whether the same attempt may succeed later.</param>
public sealed record Failure(string Reason, string? Place = null, FailureKind Kind = FailureKind.Permanent)
{
    /// <summary>The reason with its place in front, as it is logged and shown.</summary>
    public override string ToString() => Place is null ? Reason : $"{Place}: {Reason}";

    /// <summary>The same failure seen from further out: <paramref name="outer"/> is put in front of the place.</summary>
    /// <param name="outer">The outer place, such as the file that the HDU belongs to.</param>
    public Failure In(string outer) => this with { Place = Place is null ? outer : $"{outer}, {Place}" };
}
