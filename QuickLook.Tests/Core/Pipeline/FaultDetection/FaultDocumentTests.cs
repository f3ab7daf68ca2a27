using System.Text;
using QuickLook.Tests.Golden;

namespace QuickLook.Tests.Core.Pipeline.FaultDetection;

/// <summary>docs/faults.md says what the tests prove. <c>QUICKLOOK_FAULTS_DOCUMENT=docs/faults.md</c> makes the test write it.</summary>
public sealed class FaultDocumentTests
{
    private const string Document = "docs/faults.md";
    private const string WriteVariable = "QUICKLOOK_FAULTS_DOCUMENT";

    [Fact]
    public async Task The_document_lists_every_fault_and_who_notices_it()
    {
        if (Environment.GetEnvironmentVariable(WriteVariable) is { Length: > 0 } path)
        {
            await File.WriteAllTextAsync(Path.Combine(GoldenSet.RepositoryRoot, path), FaultDocument.Text(), new UTF8Encoding(false));
        }

        var written = await File.ReadAllTextAsync(Path.Combine(GoldenSet.RepositoryRoot, Document));
        written.ShouldBe(FaultDocument.Text());
    }
}
