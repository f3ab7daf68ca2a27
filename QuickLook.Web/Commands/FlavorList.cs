using System.CommandLine;
using QuickLook.Core.Instrument;
using QuickLook.Core.Results;

namespace QuickLook.Web.Commands;

/// <summary>Flavors as the command line lists them: <c>zero,arc</c>.</summary>
internal static class FlavorList
{
    /// <summary>An option that takes such a list, also as several arguments.</summary>
    /// <param name="name">Name of the option.</param>
    /// <param name="description">What it means.</param>
    /// <param name="usual">What it is when it is not given.</param>
    public static Option<Flavor[]> Option(string name, string description, IReadOnlyList<Flavor> usual) =>
        new(name)
        {
            Description = $"{description}; default: {string.Join(',', usual.Select(flavor => flavor.Name()))}",
            HelpName = "LIST",
            DefaultValueFactory = _ => [.. usual],
            CustomParser = result =>
            {
                if (Parse(string.Join(',', result.Tokens.Select(token => token.Value))).TryGet(out var flavors, out var failure))
                {
                    return flavors;
                }

                result.AddError($"{name}: {failure.Reason}");
                return [];
            },
        };

    /// <summary>Reads a list; a flavor may be in it several times.</summary>
    /// <param name="text">Names with commas between them.</param>
    /// <returns>The flavors in the order given, or the first name that is none.</returns>
    public static Result<Flavor[]> Parse(string text)
    {
        var flavors = new List<Flavor>();
        foreach (var name in text.Split(','))
        {
            if (!Flavors.Parse(name).TryGet(out var flavor, out var failure))
            {
                return failure;
            }

            flavors.Add(flavor);
        }

        return flavors.ToArray();
    }
}
