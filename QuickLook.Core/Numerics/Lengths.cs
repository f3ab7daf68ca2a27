namespace QuickLook.Core.Numerics;

/// <summary>The guard of this room: spans that belong together are equally long; anything else is a bug of the caller.</summary>
internal static class Lengths
{
    /// <summary>Throws unless the two lengths are equal.</summary>
    /// <param name="expected">Length of what leads.</param>
    /// <param name="actual">Length of what has to follow.</param>
    /// <param name="name">Parameter that has to follow.</param>
    /// <exception cref="ArgumentException">They differ.</exception>
    public static void MustAgree(int expected, int actual, string name)
    {
        if (expected != actual)
        {
            throw new ArgumentException($"{expected} values are needed here, not {actual}.", name);
        }
    }
}
