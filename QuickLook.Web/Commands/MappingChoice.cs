using System.CommandLine;
using QuickLook.Core.Mappings;
using QuickLook.Core.Pipeline;
using QuickLook.Core.Results;

namespace QuickLook.Web.Commands;

/// <summary>Which mapping files a verb works with: those of its option, else of the environment, else those beside the program.</summary>
internal static class MappingChoice
{
    /// <summary>The option.</summary>
    public static Option<string?> Option() =>
        new("--mappings") { Description = $"Mapping files: recipe and limits; default: ${MappingFolder.Variable}", HelpName = "DIR" };

    /// <summary>Finds and reads them.</summary>
    /// <param name="asked">What the option says; null when it was not given.</param>
    /// <param name="console">For the environment.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<Result<MappingSet>> LoadAsync(string? asked, CommandConsole console, CancellationToken cancellationToken)
    {
        if (
            !MappingFolder
                .Find(asked, console.Environment(MappingFolder.Variable), AppContext.BaseDirectory)
                .TryGet(out var folder, out var failure)
        )
        {
            return failure;
        }

        return (await new MappingLoader(NativeEngine.Vocabulary).LoadAsync(folder, cancellationToken)).ToResult();
    }
}
