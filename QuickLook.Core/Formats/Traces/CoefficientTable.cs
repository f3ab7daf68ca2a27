namespace QuickLook.Core.Formats.Traces;

/// <summary>Polynomial coefficients, one row per fiber: <c>[fiber, coefficient]</c>, lowest order first. Immutable, thread-safe.</summary>
public sealed class CoefficientTable
{
    private readonly double[] values;

    /// <summary>A table of these values.</summary>
    /// <param name="values">Row after row; taken over, not copied.</param>
    /// <param name="count">Coefficients per fiber, at least 1.</param>
    /// <exception cref="ArgumentException">The values do not make whole rows.</exception>
    public CoefficientTable(double[] values, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        if (values.Length % count != 0)
        {
            throw new ArgumentException($"{values.Length} values do not make rows of {count}", nameof(values));
        }

        this.values = values;
        Count = count;
        FiberCount = values.Length / count;
    }

    /// <summary>Number of fibers.</summary>
    public int FiberCount { get; }

    /// <summary>Coefficients per fiber.</summary>
    public int Count { get; }

    /// <summary>The coefficients of one fiber.</summary>
    /// <param name="index">Row, from 0.</param>
    public ReadOnlySpan<double> this[int index] => values.AsSpan(index * Count, Count);

    /// <summary>All coefficients, row after row.</summary>
    public ReadOnlyMemory<double> Values => values;
}
