using QuickLook.Core.Results;

namespace QuickLook.Core.Viewing.Ccd;

/// <summary>Names of <see cref="CcdImageKind"/>.</summary>
public static class CcdImageKinds
{
    /// <summary>Both, in the order of choice.</summary>
    public static IReadOnlyList<CcdImageKind> All { get; } = [CcdImageKind.Raw, CcdImageKind.Preprocessed];

    /// <summary>As addresses have it: <c>raw</c>, <c>preprocessed</c>.</summary>
    /// <param name="kind">The kind.</param>
    public static string Name(this CcdImageKind kind) => kind == CcdImageKind.Raw ? "raw" : "preprocessed";

    /// <summary>Unit of the pixels, as people read it.</summary>
    /// <param name="kind">The kind.</param>
    public static string Unit(this CcdImageKind kind) => kind == CcdImageKind.Raw ? "ADU" : "electrons";

    /// <summary>Reads a name.</summary>
    /// <param name="name">As <see cref="Name"/> writes it.</param>
    public static Result<CcdImageKind> Parse(string? name) =>
        name switch
        {
            "raw" => CcdImageKind.Raw,
            "preprocessed" => CcdImageKind.Preprocessed,
            _ => new Failure($"'{name}' is no kind of image; there are raw and preprocessed"),
        };
}
