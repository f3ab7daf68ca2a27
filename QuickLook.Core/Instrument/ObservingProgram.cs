namespace QuickLook.Core.Instrument;

/// <summary>
/// The program of an exposure, such as dark, gray or bright for science. Kept as written in upper case, because other
/// programs than these three occur; equality ignores case.
/// </summary>
public readonly record struct ObservingProgram
{
    private readonly string? name;

    /// <summary>The program with this name.</summary>
    /// <param name="name">Any text; blanks around it are dropped.</param>
    public ObservingProgram(string? name) => this.name = name?.Trim().ToUpperInvariant();

    /// <summary>Dark time.</summary>
    public static ObservingProgram Dark { get; } = new("DARK");

    /// <summary>Gray time.</summary>
    public static ObservingProgram Gray { get; } = new("GRAY");

    /// <summary>Bright time.</summary>
    public static ObservingProgram Bright { get; } = new("BRIGHT");

    /// <summary>Upper case, as in reference keys: <c>DARK</c>. Empty when the header has none.</summary>
    public string Name => name ?? string.Empty;

    /// <summary>True when the header has no program.</summary>
    public bool IsEmpty => Name.Length == 0;

    /// <summary>True for dark, gray and bright, which have references of their own.</summary>
    public bool HasReferences => this == Dark || this == Gray || this == Bright;

    /// <summary>Lower case, as screens write it.</summary>
    public override string ToString() => Name.ToLowerInvariant();
}
