"""Where workflows are kept: a summary in the table, the whole results in the reports bucket."""

import json
import os

import aws


def put(workflow_id, timestamp, summary):
    """Keeps the summary of a workflow and returns it with its id."""
    summary = {"workflowId": workflow_id, **summary}
    aws.client("dynamodb").put_item(
        TableName=os.environ["WORKFLOW_TABLE"],
        Item={
            "workflow_id": {"S": workflow_id},
            "timestamp": {"N": str(timestamp)},
            "status": {"S": summary["status"]},
            "summary": {"S": json.dumps(summary)},
        },
    )
    return summary


def latest(workflow_id):
    """The newest summary of a workflow, or None."""
    answer = aws.client("dynamodb").query(
        TableName=os.environ["WORKFLOW_TABLE"],
        KeyConditionExpression="workflow_id = :id",
        ExpressionAttributeValues={":id": {"S": workflow_id}},
        ScanIndexForward=False,
        Limit=1,
        ConsistentRead=True,
    )
    items = answer.get("Items", [])
    return json.loads(items[0]["summary"]["S"]) if items else None


def results(workflow_id):
    """Everything the agents found, or None when the workflow is unknown or did not get so far."""
    summary = latest(workflow_id)
    if summary is None or "reportKey" not in summary:
        return None
    report = aws.read_object("REPORTS_BUCKET", summary["reportKey"])
    return json.loads(report) if report else None
