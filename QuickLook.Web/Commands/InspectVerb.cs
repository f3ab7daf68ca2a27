using System.CommandLine;
using QuickLook.Core.Fits;

namespace QuickLook.Web.Commands;

/// <summary><c>inspect</c>: lists a FITS file's HDUs, checksums and pixel values; the first thing to do when a file is suspect.</summary>
internal sealed class InspectVerb : IVerb
{
    private readonly Argument<string> file = new("file")
    {
        Description = "A FITS file, plain or gzip, images compressed or not",
        HelpName = "FILE",
    };
    private readonly Option<bool> json = new("--json") { Description = "Print one JSON document instead of a table" };

    public Command Describe(CommandConsole console)
    {
        var command = new Command(
            "inspect",
            "Lists what is in a FITS file. Exit code 0: it is sound; 1: something is wrong with it; 2: usage."
        )
        {
            file,
            json,
        };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var path = parsed.GetValue(file)!;
                var view = new InspectionView(console, parsed.GetValue(json));
                var inspection = await Task.Run(() => FitsInspection.Of(path), cancellationToken);
                return inspection.TryGet(out var found, out var failure) ? view.Show(found) : view.ShowFailure(failure);
            }
        );
        return command;
    }
}
